using System;

namespace SenseAuto.Cabin.Face;

/// <summary>Landmark tensors of one crop, in pixels of the network's input of 192 x 192.</summary>
public readonly ref struct MeshTensors
{
    /// <summary>468 points of x, y, z.</summary>
    public required ReadOnlySpan<float> Face { get; init; }

    /// <summary>One number, 0..1: the network ends in a sigmoid.</summary>
    public required ReadOnlySpan<float> Presence { get; init; }

    /// <summary>80 points of x, y; empty when the network does not refine.</summary>
    public ReadOnlySpan<float> Lips { get; init; }

    /// <summary>71 points of x, y, contour first.</summary>
    public ReadOnlySpan<float> RightEye { get; init; }

    public ReadOnlySpan<float> LeftEye { get; init; }

    /// <summary>5 points of x, y, centre first.</summary>
    public ReadOnlySpan<float> RightIris { get; init; }

    public ReadOnlySpan<float> LeftIris { get; init; }
}

/// <summary>Turns landmark tensors into a mesh on the picture. Pure.</summary>
public static class FaceMeshDecoder
{
    private const float Side = 192;

    /// <summary>False for tensors of another length; the mesh is untouched then.</summary>
    public static bool TryDecode(in MeshTensors tensors, in FaceCrop crop, FaceMesh mesh)
    {
        ArgumentNullException.ThrowIfNull(mesh);
        if (tensors.Face.Length != MeshPoints.FaceCount * 3 || tensors.Presence.Length != 1)
            return false;

        Span<PixelPoint> points = mesh.Mutable;
        for (int i = 0; i < MeshPoints.FaceCount; i++)
            points[i] = crop.ToPicture(tensors.Face[i * 3] / Side, tensors.Face[(i * 3) + 1] / Side);
        mesh.Presence = Math.Clamp(tensors.Presence[0], 0, 1);
        Refine(tensors.Lips, MeshPoints.Lips, in crop, points);
        Refine(tensors.RightEye, MeshPoints.RightEye, in crop, points);
        Refine(tensors.LeftEye, MeshPoints.LeftEye, in crop, points);
        mesh.HasIrises = tensors.RightIris.Length == MeshPoints.IrisCount * 2
            && tensors.LeftIris.Length == MeshPoints.IrisCount * 2;
        if (mesh.HasIrises)
        {
            Iris(tensors.RightIris, MeshPoints.RightIris, in crop, points);
            Iris(tensors.LeftIris, MeshPoints.LeftIris, in crop, points);
        }

        return true;
    }

    private static void Refine(
        ReadOnlySpan<float> refined, ReadOnlySpan<short> numbers, in FaceCrop crop, Span<PixelPoint> points)
    {
        if (refined.Length < numbers.Length * 2)
            return;

        for (int i = 0; i < numbers.Length; i++)
            points[numbers[i]] = crop.ToPicture(refined[i * 2] / Side, refined[(i * 2) + 1] / Side);
    }

    private static void Iris(ReadOnlySpan<float> iris, int first, in FaceCrop crop, Span<PixelPoint> points)
    {
        for (int i = 0; i < MeshPoints.IrisCount; i++)
            points[first + i] = crop.ToPicture(iris[i * 2] / Side, iris[(i * 2) + 1] / Side);
    }
}
