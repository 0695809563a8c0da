using System;

namespace SenseAuto.Cabin.Face;

/// <summary>A point of the head in metres. Head frame: x forward out of the face, y to the head's left, z up.</summary>
public readonly record struct HeadPoint(short Index, double ForwardM, double LeftM, double UpM);

/// <summary>
/// Where points of an average face lie in the head, for those that hardly move when a face moves: brow ridge, eye
/// corners, nose, cheek bones, temples. Source: coordinates of the published canonical face model (canonical_face_model
/// .obj of the face geometry module, Apache-2.0; there in centimetres, x to the left, y up, z out of the face).
/// </summary>
public static class CanonicalFace
{
    /// <summary>
    /// Between the two inner eye corners: the origin that head positions are told for, in the head frame.
    /// </summary>
    public static readonly HeadPoint BetweenEyes = new(-1, 0.03757904, 0, 0.02585245);

    public static ReadOnlySpan<HeadPoint> Rigid => Table;

    private static readonly HeadPoint[] Table =
    [
        new(33, 0.03173422, -0.04445859, 0.02663991), new(263, 0.03173422, 0.04445859, 0.02663991),
        new(133, 0.03757904, -0.01856432, 0.02585245), new(362, 0.03757904, 0.01856432, 0.02585245),
        new(4, 0.07586580, 0, -0.00463170), new(1, 0.07475604, 0, -0.01126865),
        new(5, 0.07242870, 0, 0.00365669), new(195, 0.06774605, 0, 0.01059413),
        new(197, 0.06316750, 0, 0.01728369), new(6, 0.05788627, 0, 0.02473255),
        new(168, 0.05236015, 0, 0.03271027), new(8, 0.05284764, 0, 0.04019042),
        new(9, 0.05385258, 0, 0.04885979), new(151, 0.05027311, 0, 0.06545390),
        new(10, 0.04481535, 0, 0.08261778), new(2, 0.06058267, 0, -0.02089024),
        new(98, 0.05241087, -0.01405627, -0.01714196), new(327, 0.05241087, 0.01405627, -0.01714196),
        new(193, 0.04861453, -0.00766444, 0.03182131), new(417, 0.04861453, 0.00766444, 0.03182131),
        new(50, 0.03534632, -0.04765501, -0.00701554), new(280, 0.03534632, 0.04765501, -0.00701554),
        new(205, 0.04137731, -0.03832928, -0.01537326), new(425, 0.04137731, 0.03832928, -0.01537326),
        new(67, 0.03729163, -0.03523964, 0.08005976), new(297, 0.03729163, 0.03523964, 0.08005976),
        new(103, 0.02660442, -0.05133204, 0.07485602), new(332, 0.02660442, 0.05133204, 0.07485602),
        new(54, 0.01425850, -0.06279331, 0.06615427), new(284, 0.01425850, 0.06279331, 0.06615427),
        new(127, -0.02005167, -0.07743095, 0.02364999), new(356, -0.02005167, 0.07743095, 0.02364999),
        new(234, -0.02435867, -0.07664182, 0.00673132), new(454, -0.02435867, 0.07664182, 0.00673132),
    ];
}
