using System.IO;
using System.Linq;
using NUnit.Framework;
using SenseAuto.Inference;
using SenseAuto.Tests;

namespace SenseAuto.Models.Tests;

public sealed class ModelImportTests
{
    private const string Id = "emotion";
    private static readonly string Packages = Path.Combine(SharedRecordings.RepositoryRoot, "node_modules");
    private string _folder = string.Empty;
    private ModelStore _store = null!;

    [SetUp]
    public void Make_a_folder()
    {
        _folder = Directory.CreateTempSubdirectory("model-import").FullName;
        _store = new ModelStore(ModelCatalogue.Load(), Path.Combine(_folder, "onnx"));
    }

    [TearDown]
    public void Remove_the_folder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Model_is_made_once_and_left_alone_afterwards()
    {
        var import = new ModelImport(_store, Packages, SharedRecordings.RepositoryRoot);

        Assert.That(import.Run(_store.Catalogue.Get(Id)), Is.True);
        Assert.That(import.Run(_store.Catalogue.Get(Id)), Is.False);

        Assert.That(Directory.GetFiles(_store.Folder).Select(Path.GetFileName), Is.EqualTo(new[] { "emotion.onnx" }));
    }

    [Test]
    public void Damaged_file_is_made_again()
    {
        var import = new ModelImport(_store, Packages, SharedRecordings.RepositoryRoot);
        import.Run(_store.Catalogue.Get(Id));
        File.WriteAllBytes(_store.PathOf(Id), [1, 2, 3]);

        Assert.That(import.Run(_store.Catalogue.Get(Id)), Is.True);
        Assert.That(_store.Has(Id), Is.True);
    }

    [Test]
    public void Weights_with_another_hash_are_refused()
    {
        PackageSource package = _store.Catalogue.Get(Id).Package!;
        string models = Path.Combine(_folder, package.Name, "models");
        Directory.CreateDirectory(models);
        File.Copy(Path.Combine(Packages, package.Name, package.Topology),
            Path.Combine(_folder, package.Name, package.Topology));
        File.WriteAllBytes(Path.Combine(_folder, package.Name, package.Weights[0]), new byte[100]);

        Assert.That(
            () => new ModelImport(_store, _folder, SharedRecordings.RepositoryRoot).Run(_store.Catalogue.Get(Id)),
            Throws.TypeOf<ModelException>().With.Message.Contains("emotion.bin")
                .And.Message.Contains(package.WeightsSha256));
        Assert.That(_store.Has(Id), Is.False);
    }

    [Test]
    public void Import_that_comes_out_otherwise_is_kept_apart_and_refused()
    {
        ModelEntry entry = _store.Catalogue.Get(Id) with { Sha256 = new string('0', 64) };

        Assert.That(
            () => new ModelImport(_store, Packages, SharedRecordings.RepositoryRoot).Run(entry),
            Throws.TypeOf<ModelException>().With.Message.Contains(entry.Sha256)
                .And.Message.Contains("emotion.rejected"));
        Assert.That(File.Exists(_store.PathOf(Id)), Is.False);
    }

    [Test]
    public void Missing_package_is_refused_with_the_way_to_get_it() =>
        Assert.That(
            () => new ModelImport(_store, _folder, SharedRecordings.RepositoryRoot).Run(_store.Catalogue.Get(Id)),
            Throws.TypeOf<ModelException>().With.Message.Contains("./senseauto setup"));

    [Test]
    public void Model_of_the_users_own_is_not_imported() =>
        Assert.That(
            () => new ModelImport(_store, Packages, SharedRecordings.RepositoryRoot).Run(_store.Catalogue.Get("yolox-nano")),
            Throws.TypeOf<ModelException>().With.Message.Contains("yolox-nano"));
}
