using System;
using System.Collections.Generic;
using System.IO;
using SenseAuto.Cabin.Face;
using SenseAuto.Cabin.Identity;
using SenseAuto.Core.Messages;
using SenseAuto.Hw.Cameras;
using SenseAuto.Inference;
using SenseAuto.Inference.Cabin;

namespace SenseAuto.Models.Cabin;

/// <summary>Why a picture gives no face to compare.</summary>
internal enum PairFault
{
    None,
    NoFile,
    NoPicture,
    NoFace,
}

/// <summary>One picture of a pair, looked at.</summary>
/// <param name="Numbers">Of the face; empty with a fault.</param>
/// <param name="Faces">How many the picture shows.</param>
/// <param name="Why">The decoder's own words after a colon, where it refused the picture; else empty.</param>
internal sealed record PairLook(float[] Numbers, int Faces, PairFault Fault, string Why = "");

/// <summary>The face of every picture of a list, each looked at once. Disposed by its owner.</summary>
internal sealed class PairFaces : IDisposable
{
    private readonly MainFace _main;
    private readonly FaceEmbedder _embedder;
    private readonly Dictionary<string, PairLook> _looks = new(StringComparer.Ordinal);

    /// <exception cref="ModelException">A model is missing.</exception>
    public PairFaces(ModelStore store)
    {
        _main = new MainFace(store);
        _embedder = new FaceEmbedder(store.Open(FaceEmbedder.ModelId));
    }

    public IReadOnlyDictionary<string, PairLook> Looks => _looks;

    public PairLook Of(string path)
    {
        if (!_looks.TryGetValue(path, out PairLook? look))
            _looks[path] = look = Look(path);
        return look;
    }

    public void Dispose()
    {
        _main.Dispose();
        _embedder.Dispose();
    }

    private PairLook Look(string path)
    {
        if (!File.Exists(path))
            return new PairLook([], 0, PairFault.NoFile);

        try
        {
            using var file = new VideoPictures(path);
            return file.TryNext(out CameraFrame picture)
                ? Look(picture)
                : new PairLook([], 0, PairFault.NoPicture);
        }
        catch (CameraException refusal)
        {
            string words = refusal.Message.Replace($"{path}: ", "", StringComparison.Ordinal);
            return new PairLook([], 0, PairFault.NoPicture, $": {words}");
        }
    }

    private PairLook Look(CameraFrame picture)
    {
        float[] numbers = new float[Embedding.Length];
        return _main.TryFind(picture, out FaceCandidate face) && _embedder.TryRun(picture, in face, numbers)
            ? new PairLook(numbers, _main.Count, PairFault.None)
            : new PairLook([], 0, PairFault.NoFace);
    }
}
