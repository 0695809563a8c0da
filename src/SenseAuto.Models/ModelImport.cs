using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Json;
using Google.Protobuf;
using SenseAuto.Inference;
using SenseAuto.Models.Import;

namespace SenseAuto.Models;

/// <summary>
/// Makes the ONNX file of a catalogue entry from its npm package, or takes it from the project. A file that is already there and right is left alone.
/// </summary>
/// <param name="store">Where the files go.</param>
/// <param name="packagesFolder">Of the npm packages.</param>
/// <param name="projectFolder">The root of the project, which keeps the networks it trained itself.</param>
public sealed class ModelImport(ModelStore store, string packagesFolder, string projectFolder)
{
    /// <summary>
    /// True when the model had to be made. Throws <see cref="ModelException"/> or <see cref="ImportException"/>.
    /// </summary>
    public bool Run(ModelEntry entry)
    {
        if (store.Has(entry.Id))
            return false;

        byte[] onnx = entry switch
        {
            { Package: { } package } => Convert(entry, package),
            { Trained: { } trained } => Take(entry, trained),
            _ => throw new ModelException(
                $"model '{entry.Id}' is neither in a package nor in the project: it cannot be imported"),
        };
        string hash = System.Convert.ToHexStringLower(SHA256.HashData(onnx));
        if (hash != entry.Sha256)
        {
            string rejected = Path.Combine(store.Folder, entry.Id + ".rejected");
            Write(rejected, onnx);
            throw new ModelException(
                $"model '{entry.Id}': the import has SHA-256 {hash}, expected {entry.Sha256}; see {rejected}");
        }

        Write(store.PathOf(entry.Id), onnx);
        return true;
    }

    private byte[] Take(ModelEntry entry, TrainedSource trained)
    {
        string path = Path.Combine(projectFolder, trained.File);
        return File.Exists(path)
            ? File.ReadAllBytes(path)
            : throw new ModelException($"model '{entry.Id}': no file {path}; see {trained.Recipe}");
    }

    private byte[] Convert(ModelEntry entry, PackageSource package)
    {
        byte[] topology = Read(entry, package, [package.Topology], package.TopologySha256);
        byte[] weights = Read(entry, package, package.Weights, package.WeightsSha256);
        try
        {
            using JsonDocument document = JsonDocument.Parse(topology);
            TfModel model = TfModel.Parse(document, weights, package.Cut is { Half: GraphHalf.Back } back ? back.Node : null);
            return (package.Cut switch
            {
                null => GraphImporter.Import(model),
                { Half: GraphHalf.Front } cut => GraphImporter.ImportFront(model, cut.Node, entry.Outputs[0].Name),
                { } cut => GraphImporter.ImportBack(model, cut.Node, entry.Input.Name, entry.Input.Shape),
            }).ToByteArray();
        }
        catch (ImportException failure)
        {
            throw new ImportException($"model '{entry.Id}' ({package.Topology}): {failure.Message}", failure);
        }
    }

    /// <summary>The files one after the other.</summary>
    private byte[] Read(ModelEntry entry, PackageSource package, string[] files, string expected)
    {
        var all = new MemoryStream();
        foreach (string file in files)
        {
            string path = Path.Combine(packagesFolder, package.Name, file);
            if (!File.Exists(path))
                throw new ModelException($"model '{entry.Id}': no file {path}; run ./senseauto setup");
            all.Write(File.ReadAllBytes(path));
        }

        byte[] bytes = all.ToArray();
        string hash = System.Convert.ToHexStringLower(SHA256.HashData(bytes));
        string where = string.Join(", ", files.Select(file => Path.Combine(packagesFolder, package.Name, file)));
        return hash == expected
            ? bytes
            : throw new ModelException(
                $"model '{entry.Id}': {where}: SHA-256 {hash}, expected {expected} of version {package.Version}");
    }

    // Written beside and moved into place, so that nobody ever sees half a file.
    private static void Write(string path, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        string temporary = $"{path}.{Environment.ProcessId}.part";
        File.WriteAllBytes(temporary, bytes);
        File.Move(temporary, path, overwrite: true);
    }
}
