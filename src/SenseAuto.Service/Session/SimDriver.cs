using System;
using System.IO;
using System.Numerics;
using SenseAuto.Cabin.Face;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Imaging.Warp;
using SenseAuto.Inference;
using SenseAuto.Inference.Cabin;
using SenseAuto.Sim.Cabin;

namespace SenseAuto.Service.Session;

/// <summary>The simulated driver: a portrait that is installed on this machine, and the face mesh that a network finds on it.</summary>
public static class SimDriver
{
    private const string MeshModel = "facemesh";
    private const string MeshPointsOutput = "Identity_2";
    private const float MeshSide = 192;

    // Room around the box that the face detector gives: the mesh network was made for a quarter on each side.
    private const float Margin = 1.5f;

    /// <exception cref="FileNotFoundException">The portrait is not installed; says what would provide it.</exception>
    /// <exception cref="ModelException">A model is missing, or finds no face on the portrait.</exception>
    public static HeadModel Load(ModelStore models, string portraitPath)
    {
        ArgumentNullException.ThrowIfNull(models);
        Portrait portrait = Portrait.Load(portraitPath);
        var pool = new FramePool(2, portrait.Rgb.Length);
        if (!pool.TryRent(out CameraFrame picture))
            throw new InvalidOperationException("a new pool is empty");

        portrait.Rgb.CopyTo(picture.Pixels);
        picture.Describe(default, 0, portrait.Width, portrait.Height, PixelFormat.Rgb24);
        using ModelSession mesh = models.Open(MeshModel);
        var input = new CropInput(mesh.Entry, WarpBorder.Zero);
        FaceCrop crop = FaceOn(picture, models, portraitPath);
        if (!input.TryFill(picture, in crop, mesh.Input()) || mesh.Run() != RunOutcome.Ok)
            throw new ModelException($"model '{MeshModel}' found no face mesh on {portraitPath}");

        picture.Release();
        return new HeadModel(portrait, Points(mesh.Output(mesh.OutputIndex(MeshPointsOutput)), in crop));
    }

    private static FaceCrop FaceOn(CameraFrame picture, ModelStore models, string path)
    {
        using var detector = new FaceDetector(models.Open(FaceDetector.ModelId), scoreMin: 0.5f);
        var faces = new FixedList<FaceCandidate>(BlazefaceDecoder.FacesMax);
        FaceCrop whole = FaceDetector.Whole(picture);
        if (!detector.TryFind(picture, in whole, faces) || faces.Count == 0)
            throw new ModelException($"model '{FaceDetector.ModelId}' finds no face on {path}");

        PixelBox box = faces.Items[0].Box;
        float side = Margin * MathF.Max(box.Width, box.Height);
        return new FaceCrop(new PixelPoint(box.CentreX, box.Top + (box.Height / 2)), side, default);
    }

    /// <summary>In the portrait's pixels; z away, in pixels too.</summary>
    private static Vector3[] Points(ReadOnlySpan<float> raw, in FaceCrop crop)
    {
        var corner = new Vector3(crop.Centre.X - (crop.Side / 2), crop.Centre.Y - (crop.Side / 2), 0);
        var points = new Vector3[raw.Length / 3];
        for (int i = 0; i < points.Length; i++)
            points[i] = corner + (crop.Side / MeshSide * new Vector3(raw[3 * i], raw[(3 * i) + 1], raw[(3 * i) + 2]));
        return points;
    }
}
