using System;

namespace SenseAuto.Cabin.Face;

/// <summary>
/// Numbers of the points of the 478-point face mesh: 468 on the face, then five of the right and five of the left
/// iris. Left and right are the person's own. Source: the mesh's published topology (canonical face model,
/// Apache-2.0) and its eye, lip and iris refinement lists.
/// </summary>
public static class MeshPoints
{
    public const int FaceCount = 468;
    public const int Count = 478;
    public const int IrisCount = 5;
    public const int RightIris = 468;
    public const int LeftIris = 473;
    public const int RightEyeOuter = 33;
    public const int RightEyeInner = 133;
    public const int LeftEyeInner = 362;
    public const int LeftEyeOuter = 263;
    public const int NoseTip = 4;
    public const int Chin = 152;
    public const int Forehead = 10;
    public const int MouthRight = 61;
    public const int MouthLeft = 291;
    public const int UpperLipInside = 13;
    public const int LowerLipInside = 14;

    /// <summary>
    /// Points of an eye's contour: lower lid from outer to inner corner, then upper lid the same way.
    /// </summary>
    public const int EyeContourCount = 16;

    /// <summary>Where the upper lid begins in a contour.</summary>
    public const int UpperLid = 9;

    /// <summary>Points that the lip refinement begins with: outer ring, then inner ring.</summary>
    public const int LipCount = 40;

    public static ReadOnlySpan<short> RightEye =>
        [33, 7, 163, 144, 145, 153, 154, 155, 133, 246, 161, 160, 159, 158, 157, 173];

    public static ReadOnlySpan<short> LeftEye =>
        [263, 249, 390, 373, 374, 380, 381, 382, 362, 466, 388, 387, 386, 385, 384, 398];

    public static ReadOnlySpan<short> Lips =>
    [
        61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 185, 40, 39, 37, 0, 267, 269, 270, 409,
        78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308, 191, 80, 81, 82, 13, 312, 311, 310, 415,
    ];
}
