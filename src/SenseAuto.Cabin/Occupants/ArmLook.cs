using System;
using SenseAuto.Cabin.Face;
using SenseAuto.Core.Messages;

namespace SenseAuto.Cabin.Occupants;

/// <summary>Whether an arm is raised to the head, out of the posture network's 17 points. Pure.</summary>
public static class ArmLook
{
    /// <summary>Points of the network, each with row, column (0..1 of the crop) and score.</summary>
    public const int Points = 17;

    // The order of the points is that of the COCO keypoints (cocodataset.org).
    private const int LeftElbow = 7;
    private const int RightElbow = 8;
    private const int LeftWrist = 9;
    private const int RightWrist = 10;
    private const int Numbers = 3;

    // In face sizes: chest and lap with both elbows; a wrist at an ear or the chin, and how far it may be from there.
    private const float CropSides = 5.2f;
    private const float CropBelow = 1.3f;
    private const float HeadBelow = 0.2f;
    private const float Near = 1.3f;

    /// <summary>Head to lap of the face's owner.</summary>
    public static FaceCrop CropOf(in PixelBox face)
    {
        float size = MathF.Max(face.Width, face.Height);
        float y = face.Top + (face.Height / 2) + (CropBelow * size);
        return new FaceCrop(new PixelPoint(face.CentreX, y), CropSides * size, default);
    }

    /// <summary>
    /// 0 for wrists away from the head or unseen, up to 1 for a surely seen wrist at the head; an arm counts as its
    /// less sure point.
    /// </summary>
    /// <param name="points">The network's output; 0 for one of another length.</param>
    /// <param name="area">The part of the picture that filled the network's input.</param>
    public static float AtHead(ReadOnlySpan<float> points, in FaceCrop area, in PixelBox face) =>
        points.Length != Points * Numbers
            ? 0
            : MathF.Max(
                Arm(points, LeftElbow, LeftWrist, in area, in face),
                Arm(points, RightElbow, RightWrist, in area, in face));

    private static float Arm(ReadOnlySpan<float> points, int elbow, int wrist, in FaceCrop area, in PixelBox face)
    {
        float sure = MathF.Min(points[(elbow * Numbers) + 2], points[(wrist * Numbers) + 2]);
        PixelPoint place = area.ToPicture(points[(wrist * Numbers) + 1], points[wrist * Numbers]);
        float size = MathF.Max(face.Width, face.Height);
        var head = new PixelPoint(face.CentreX, face.Top + (face.Height / 2) + (HeadBelow * size));
        float raised = sure * (Near - (place.DistanceTo(head) / size)) / Near;
        return raised > 0 ? MathF.Min(1, raised) : 0;
    }
}
