using System;
using System.Collections.Generic;
using System.IO;
using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Tests;

namespace SenseAuto.Inference.Tests;

/// <summary>A network that looks at crops, with the project's own sign network.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class FineCropNetworkTests : IDisposable
{
    private const int Size = 48;
    private readonly ModelSession _session;
    private readonly FineCropNetwork _network;

    public FineCropNetworkTests()
    {
        ModelCatalogue catalogue = ModelCatalogue.Load();
        string path = Path.Combine(SharedRecordings.RepositoryRoot, catalogue.Get("signs").Trained!.File);
        _session = new ModelStore(catalogue, ".", new Dictionary<string, string> { ["signs"] = path }).Open("signs");
        _network = new FineCropNetwork(_session);
    }

    public void Dispose() => _network.Dispose();

    /// <summary>A picture whose columns are black and white in turn.</summary>
    private static CameraFrame Stripes(int side)
    {
        var pool = new FramePool(2, side * side * 3);
        Assert.That(pool.TryRent(out CameraFrame frame), Is.True);
        for (int i = 0; i < side * side; i++)
            frame.Pixels.AsSpan(i * 3, 3).Fill(i % side % 2 == 0 ? (byte)0 : (byte)255);
        frame.Describe(default, 0, side, side, PixelFormat.Rgb24);
        return frame;
    }

    // At twice and four times the network's size a sample per pixel would see stripes or a plain picture by chance.
    [TestCase(2 * Size)]
    [TestCase(4 * Size)]
    public void Fine_detail_of_a_large_crop_is_averaged(int side)
    {
        Assert.That(_network.TryRun(Stripes(side), new PixelBox(0, 0, side, side)), Is.True);

        Span<float> input = _session.Input();
        for (int i = 0; i < input.Length; i++)
            Assert.That(input[i], Is.EqualTo(0.5f).Within(0.01f), $"value {i}");
    }

    [Test]
    public void Crop_of_the_networks_size_is_seen_as_it_is()
    {
        Assert.That(_network.TryRun(Stripes(Size), new PixelBox(0, 0, Size, Size)), Is.True);

        Span<float> input = _session.Input();
        for (int i = 0; i < input.Length; i++)
            Assert.That(input[i], Is.EqualTo(i % 2).Within(1e-6f), $"value {i}");
        Assert.That(_network.Output.Length, Is.EqualTo(SignClasses.Count));
    }

    [TestCase(0, 10)]
    [TestCase(10, -1)]
    [TestCase(float.NaN, 10)]
    [TestCase(500, float.NaN)]
    public void Box_that_is_none_is_refused(float width, float height) =>
        Assert.That(_network.TryRun(Stripes(Size), new PixelBox(0, 0, width, height)), Is.False);

    [TestCase(20)]
    [TestCase(100)]
    [TestCase(200)]
    public void Runs_allocate_next_to_nothing(int side)
    {
        CameraFrame frame = Stripes(256);
        var box = new PixelBox(10, 10, side, side);
        _network.TryRun(frame, in box);
        long bytes = Allocation.Of(() =>
        {
            for (int i = 0; i < 50; i++)
                _network.TryRun(frame, in box);
        });

        // The runtime's own call takes a few bytes; see the bench of the models.
        Assert.That(bytes / 50, Is.LessThan(64));
    }

    [Test]
    public void Network_of_another_input_is_refused()
    {
        string folder = Directory.CreateTempSubdirectory("crop-network").FullName;
        try
        {
            using ModelSession tiny = ModelSession.Open(TinyModel.Entry, TinyModel.WriteTo(folder), new SessionSettings());
            Assert.That(() => new FineCropNetwork(tiny), Throws.TypeOf<ModelException>().With.Message.Contains("tiny"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
