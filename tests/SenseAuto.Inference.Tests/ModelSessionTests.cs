using System;
using System.IO;
using NUnit.Framework;
using SenseAuto.Tests;

namespace SenseAuto.Inference.Tests;

public sealed class ModelSessionTests
{
    private string _folder = string.Empty;
    private string _path = string.Empty;

    [SetUp]
    public void Write_the_model()
    {
        _folder = Directory.CreateTempSubdirectory("model-session").FullName;
        _path = TinyModel.WriteTo(_folder);
    }

    [TearDown]
    public void Remove_the_model() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Outputs_are_numbered_as_in_the_catalogue()
    {
        using ModelSession session = Open(TinyModel.Entry);
        session.Input().Fill(9);

        Assert.That(session.Run(), Is.EqualTo(RunOutcome.Ok));

        Assert.That(session.Output(0).ToArray(), Is.All.EqualTo(-9f));
        Assert.That(session.Output(1).ToArray(), Is.All.EqualTo(3f));
        Assert.That(session.OutputIndex("root"), Is.EqualTo(1));
    }

    [TestCase(0, float.NaN)]
    [TestCase(5, -1f)]
    [TestCase(11, float.PositiveInfinity)]
    [TestCase(11, float.NaN)]
    public void Output_that_is_not_a_number_is_a_counted_fault(int at, float value)
    {
        using ModelSession session = Open(TinyModel.Entry);
        session.Input().Fill(1);
        session.Input()[at] = value;

        Assert.That(session.Run(), Is.EqualTo(RunOutcome.Faulted));
        session.Input().Fill(1);
        Assert.That(session.Run(), Is.EqualTo(RunOutcome.Ok));

        Assert.That(session.Runs, Is.EqualTo(2));
        Assert.That(session.Faults, Is.EqualTo(1));
    }

    [Test]
    public void Thousand_runs_allocate_nothing()
    {
        using ModelSession session = Open(TinyModel.Entry);
        session.Run();

        long bytes = Allocation.Of(() =>
        {
            for (int i = 0; i < 1_000; i++)
                session.Run();
        });

        Assert.That(bytes, Is.Zero);
    }

    [Test]
    public void Memory_of_the_tensors_stays_where_it_is()
    {
        using ModelSession session = Open(TinyModel.Entry);
        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
        session.Input().Fill(4);

        session.Run();

        Assert.That(session.Output(1).ToArray(), Is.All.EqualTo(2f));
    }

    [Test]
    public void Missing_file_is_refused_with_the_way_to_get_it()
    {
        ModelException refusal = Refused(TinyModel.Entry, "elsewhere/tiny.onnx");

        Assert.That(refusal.Message, Does.Contain("'tiny'").And.Contain("elsewhere/tiny.onnx").And.Contain("0123abc"));
    }

    [Test]
    public void File_with_another_hash_is_refused_with_both_hashes()
    {
        byte[] bytes = File.ReadAllBytes(_path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(_path, bytes);

        ModelException refusal = Refused(TinyModel.Entry, _path);

        Assert.That(refusal.Message,
            Does.Contain(_path).And.Contain(TinyModel.Entry.Sha256).And.Contain(ModelStore.HashOf(_path)));
    }

    [Test]
    public void Shapes_that_differ_from_the_catalogue_are_refused_all_at_once()
    {
        ModelEntry entry = TinyModel.Entry with
        {
            Input = TinyModel.Entry.Input with { Shape = [1, 4, 4, 3] },
            Outputs = [new TensorSpec("root", [1, 2, 2, 3]), new TensorSpec("square", [1, 2, 2, 3])],
        };

        ModelException refusal = Refused(entry, _path);

        Assert.That(refusal.Message, Does.Contain("[1,2,2,3], expected [1,4,4,3]").And.Contain("no output 'square'"));
    }

    [Test]
    public void Unknown_execution_provider_is_refused_with_those_there_are() =>
        Assert.That(
            () => ModelSession.Open(TinyModel.Entry, _path, new SessionSettings(ExecutionProvider: "QNN")),
            Throws.TypeOf<ModelException>().With.Message.Contains("CPUExecutionProvider"));

    private ModelSession Open(ModelEntry entry) => ModelSession.Open(entry, _path, new SessionSettings());

    private static ModelException Refused(ModelEntry entry, string path) =>
        Assert.Throws<ModelException>(() => ModelSession.Open(entry, path, new SessionSettings()))!;
}
