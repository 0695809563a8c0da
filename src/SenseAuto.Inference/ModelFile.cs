using System;
using System.IO;
using System.Security.Cryptography;

namespace SenseAuto.Inference;

/// <summary>Reads a model file, and refuses any but the one of the catalogue.</summary>
internal static class ModelFile
{
    public static byte[] Read(ModelEntry entry, string path)
    {
        if (!File.Exists(path))
            throw new ModelException($"model '{entry.Id}': no file {path}; {HowToGet(entry)}");

        byte[] bytes = File.ReadAllBytes(path);
        string hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return hash == entry.Sha256
            ? bytes
            : throw new ModelException(
                $"model '{entry.Id}': {path} has SHA-256 {hash}, expected {entry.Sha256}; {HowToGet(entry)}");
    }

    private static string HowToGet(ModelEntry entry) => entry.Upstream is { } upstream
        ? $"get {upstream.Path} of {upstream.Url} at commit {upstream.Commit} and name it in the settings"
        : "run ./senseauto models import";
}
