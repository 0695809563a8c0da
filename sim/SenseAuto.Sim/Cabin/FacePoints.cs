using System;

namespace SenseAuto.Sim.Cabin;

/// <summary>
/// Numbers of points in the face mesh of 468 (MediaPipe face mesh: its published contours). "Left" and "right" are the person's own.
/// </summary>
internal static class FacePoints
{
    public const int Count = 468;

    public const int Forehead = 10;
    public const int Chin = 152;
    public const int RightCheek = 234;
    public const int LeftCheek = 454;
    public const int RightCheekBone = 50;
    public const int RightEyeOuter = 33;
    public const int LeftEyeOuter = 263;

    private static readonly int[] RightUpperLid = [33, 246, 161, 160, 159, 158, 157, 173, 133];
    private static readonly int[] RightLowerLid = [33, 7, 163, 144, 145, 153, 154, 155, 133];
    private static readonly int[] LeftUpperLid = [263, 466, 388, 387, 386, 385, 384, 398, 362];
    private static readonly int[] LeftLowerLid = [263, 249, 390, 373, 374, 380, 381, 382, 362];
    private static readonly int[] RightLidFold = [247, 30, 29, 27, 28, 56, 190];
    private static readonly int[] LeftLidFold = [467, 260, 259, 257, 258, 286, 414];
    private static readonly int[] InnerUpperLip = [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308];
    private static readonly int[] InnerLowerLip = [78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308];

    private static readonly int[] OvalRing =
    [
        10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149, 150, 136, 172, 58, 132,
        93, 234, 127, 162, 21, 54, 103, 67, 109,
    ];

    /// <summary>From the outer to the inner corner.</summary>
    public static ReadOnlySpan<int> UpperLid(bool isLeft) => isLeft ? LeftUpperLid : RightUpperLid;

    /// <summary>From the outer to the inner corner, as many as the upper lid has.</summary>
    public static ReadOnlySpan<int> LowerLid(bool isLeft) => isLeft ? LeftLowerLid : RightLowerLid;

    /// <summary>The row of points above the upper lid's edge, beside its points 1 to 7.</summary>
    public static ReadOnlySpan<int> LidFold(bool isLeft) => isLeft ? LeftLidFold : RightLidFold;

    public static ReadOnlySpan<int> UpperLip => InnerUpperLip;

    public static ReadOnlySpan<int> LowerLip => InnerLowerLip;

    /// <summary>Around the face, once.</summary>
    public static ReadOnlySpan<int> Oval => OvalRing;
}
