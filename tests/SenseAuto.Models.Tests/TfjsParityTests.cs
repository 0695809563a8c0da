using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NUnit.Framework;
using SenseAuto.Inference;
using SenseAuto.Inference.Cabin;
using SenseAuto.Tests;

namespace SenseAuto.Models.Tests;

/// <summary>
/// Every imported model gives what TensorFlow.js gives for the original files, on real pictures and on a made one.
/// </summary>
public sealed class TfjsParityTests
{
    /// <summary>Largest difference, as a share of the output's range.</summary>
    private const double Tolerance = 1e-3;

    /// <summary>
    /// One output is a steep sigmoid over values of -900..350: rounding in the last places of those decides pixels on
    /// its
    /// edge. The two backends of TensorFlow.js differ from each other by 1.7e-3 there (portrait.jpg), with 35 of 65536
    /// values above 1e-4. So one value in a thousand may differ more, but by no more than this.
    /// </summary>
    private const double SteepTolerance = 1e-2;

    private static readonly (string Model, string Output) Steep = ("blazepose-lite", "Identity_1");

    private static readonly string[] Pictures =
    [
        "drives/vehicle-detection/test_images/test1.jpg",
        "cabin/tfjs-golden/face-detection/test_data/portrait.jpg",
        "cabin/tfjs-golden/hand-pose-detection/test_data/hands.jpg",
    ];

    private static readonly string Packages = Path.Combine(SharedRecordings.RepositoryRoot, "node_modules");
    private readonly ModelCatalogue _catalogue = ModelCatalogue.Load();
    private readonly Dictionary<string, Dictionary<string, float[]>> _inputs = [];
    private string _folder = string.Empty;
    private TfjsReference? _reference;
    private ModelStore? _store;

    public static IEnumerable<string> Models() =>
        ModelCatalogue.Load().Models.Where(TakesPictures).Select(entry => entry.Id);

    [OneTimeSetUp]
    public void Run_the_reference_once()
    {
        _folder = Directory.CreateTempSubdirectory("tfjs-parity").FullName;
        _reference = new TfjsReference(_folder, Packages);
        _store = new ModelStore(_catalogue, Path.Combine(_folder, "onnx"));
        foreach (string id in Models())
        {
            _inputs[id] = InputsOf(_catalogue.Get(id));
            _reference.Add(_catalogue.Get(id), _inputs[id]);
        }

        _reference.Run();
        var import = new ModelImport(_store, Packages, SharedRecordings.RepositoryRoot);
        foreach (string id in Models())
            import.Run(_catalogue.Get(id));
    }

    [OneTimeTearDown]
    public void Remove_the_files() => Directory.Delete(_folder, recursive: true);

    [TestCaseSource(nameof(Models))]
    public void Outputs_are_those_of_the_original(string id)
    {
        ModelEntry entry = _catalogue.Get(id);
        using ModelSession session = _store!.Open(id);
        double worst = 0;
        double steep = 0;
        foreach ((string name, float[] input) in _inputs[id])
        {
            input.CopyTo(session.Input());
            Assert.That(session.Run(), Is.EqualTo(RunOutcome.Ok), name);
            for (int i = 0; i < entry.Outputs.Length; i++)
            {
                string output = entry.Outputs[i].Name;
                double[] errors = RelativeErrors(_reference!.Output(entry, name, output), session.Output(i));
                bool isSteep = (id, output) == Steep;
                TestContext.Out.WriteLine($"{id,-20} {name,-12} {output,-22} {errors[^1]:0.0e+00}");
                worst = Math.Max(worst, isSteep ? errors[(int)(errors.Length * 0.999)] : errors[^1]);
                steep = Math.Max(steep, errors[^1]);
            }
        }

        TestContext.Progress.WriteLine($"{id,-20} max relative error {worst:0.0e+00}");
        Assert.That(worst, Is.LessThan(Tolerance));
        Assert.That(steep, Is.LessThan(SteepTolerance));
    }

    [Test]
    public void The_halves_of_the_hand_network_are_the_whole()
    {
        var import = new ModelImport(_store!, Packages, SharedRecordings.RepositoryRoot);
        import.Run(_catalogue.Get(HandLandmarker.FrontModelId));
        import.Run(_catalogue.Get(HandLandmarker.BackModelId));
        using ModelSession whole = _store!.Open("handlandmark-full");
        using ModelSession front = _store.Open(HandLandmarker.FrontModelId);
        using ModelSession back = _store.Open(HandLandmarker.BackModelId);
        foreach (float[] input in _inputs["handlandmark-full"].Values)
        {
            input.CopyTo(whole.Input());
            input.CopyTo(front.Input());
            Assert.That(whole.Run(), Is.EqualTo(RunOutcome.Ok));
            Assert.That(front.Run(), Is.EqualTo(RunOutcome.Ok));
            front.Output(0).CopyTo(back.Input());
            Assert.That(back.Run(), Is.EqualTo(RunOutcome.Ok));
            for (int i = 0; i < whole.Entry.Outputs.Length; i++)
            {
                double[] errors = RelativeErrors(whole.Output(i).ToArray(), back.Output(i));
                Assert.That(errors[^1], Is.LessThan(1e-5), whole.Entry.Outputs[i].Name);
            }
        }
    }

    /// <summary>Whole, or without what only makes the picture ready.</summary>
    private static bool TakesPictures(ModelEntry entry) => entry.Package is { Cut: null or { Half: GraphHalf.Back } }
        && entry.Input.Colour != ColourOrder.Features;

    private static Dictionary<string, float[]> InputsOf(ModelEntry entry)
    {
        var inputs = new Dictionary<string, float[]> { ["synthetic"] = TestPicture.Synthetic(entry) };
        if (SharedRecordings.Exist)
        {
            foreach (string picture in Pictures)
            {
                string path = SharedRecordings.PathOf(picture);
                inputs[Path.GetFileNameWithoutExtension(picture)] = TestPicture.Decoded(entry, path);
            }
        }

        return inputs;
    }

    /// <summary>From the smallest to the largest.</summary>
    private static double[] RelativeErrors(float[] expected, ReadOnlySpan<float> actual)
    {
        Assert.That(actual.Length, Is.EqualTo(expected.Length));
        // A single value has no range: then it is measured against its size, but not against less than one.
        double range = expected.Length > 1
            ? (double)expected.Max() - expected.Min()
            : Math.Max(1, Math.Abs(expected[0]));
        double[] errors = new double[expected.Length];
        for (int i = 0; i < expected.Length; i++)
        {
            double one = Math.Abs((double)expected[i] - actual[i]) / Math.Max(range, 1e-6);
            errors[i] = double.IsNaN(one) ? double.PositiveInfinity : one;
        }

        Array.Sort(errors);
        return errors;
    }
}
