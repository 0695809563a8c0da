using System;
using SenseAuto.Core.Messages;

namespace SenseAuto.Cabin.Face;

/// <summary>A point of a picture, in continuous pixels: the middle of the top left pixel is 0.5.</summary>
public readonly record struct PixelPoint(float X, float Y)
{
    public float DistanceTo(PixelPoint other) => MathF.Sqrt(
        ((X - other.X) * (X - other.X)) + ((Y - other.Y) * (Y - other.Y)));
}

/// <summary>One face as the detector saw it.</summary>
/// <param name="Score">0..1, the network's own.</param>
/// <param name="Box">Brow to chin, in pixels of the picture.</param>
/// <param name="RightEye">The person's own right: on the left of an unmirrored picture.</param>
public readonly record struct FaceCandidate(
    float Score, PixelBox Box, PixelPoint RightEye, PixelPoint LeftEye, PixelPoint Nose, PixelPoint Mouth)
    : ICandidate;
