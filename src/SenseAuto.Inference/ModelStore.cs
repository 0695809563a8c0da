using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;

namespace SenseAuto.Inference;

/// <summary>
/// Where the model files of one installation lie: a folder, and files that the settings name one by one.
/// </summary>
public sealed class ModelStore(
    ModelCatalogue catalogue, string folder, IReadOnlyDictionary<string, string>? files = null)
{
    public ModelCatalogue Catalogue { get; } = catalogue;

    public string Folder { get; } = folder;

    public string PathOf(string id) =>
        files is not null && files.TryGetValue(id, out string? path)
            ? path
            : Path.Combine(Folder, Catalogue.Get(id).Id + ".onnx");

    /// <summary>True when the file is there and is the one of the catalogue.</summary>
    public bool Has(string id) => File.Exists(PathOf(id)) && HashOf(PathOf(id)) == Catalogue.Get(id).Sha256;

    /// <summary>
    /// Throws <see cref="ModelException"/> when the file is missing, another one, or not of the declared shapes.
    /// </summary>
    public ModelSession Open(string id, SessionSettings? settings = null) =>
        ModelSession.Open(Catalogue.Get(id), PathOf(id), settings ?? new SessionSettings());

    /// <summary>SHA-256 of a file, in small hexadecimal digits.</summary>
    public static string HashOf(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
