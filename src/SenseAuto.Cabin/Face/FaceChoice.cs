using System;
using SenseAuto.Core.Messages;

namespace SenseAuto.Cabin.Face;

/// <summary>Which of the faces drives. Pure.</summary>
public static class FaceChoice
{
    /// <summary>
    /// Index of the driver's face: the largest whose middle is where the driver sits; -1 when there is none.
    /// </summary>
    /// <param name="seat">The part of the picture where the driver's head may be.</param>
    public static int Driver(ReadOnlySpan<FaceCandidate> faces, PixelBox seat)
    {
        int best = -1;
        for (int i = 0; i < faces.Length; i++)
        {
            PixelBox box = faces[i].Box;
            float middleY = box.Top + (box.Height / 2);
            bool isInSeat = box.CentreX >= seat.Left && box.CentreX <= seat.Right
                && middleY >= seat.Top && middleY <= seat.Bottom;
            if (isInSeat && (best < 0 || box.Area > faces[best].Box.Area))
                best = i;
        }

        return best;
    }

    /// <summary>True when another face is at the wheel too: near the driver's, and as near to the camera.</summary>
    public static bool HasSecond(ReadOnlySpan<FaceCandidate> faces, int driver, FaceLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (driver < 0)
            return false;

        PixelBox own = faces[driver].Box;
        for (int i = 0; i < faces.Length; i++)
        {
            PixelBox other = faces[i].Box;
            float across = MathF.Abs(other.CentreX - own.CentreX);
            float down = MathF.Abs(other.Top + (other.Height / 2) - own.Top - (own.Height / 2));
            bool isNear = MathF.Max(across, down) < limits.SecondFaceWidths * own.Width;
            if (i != driver && isNear && other.Width >= limits.SecondFaceSize * own.Width)
                return true;
        }

        return false;
    }
}
