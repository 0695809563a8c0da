using System;
using System.IO;
using NUnit.Framework;
using SenseAuto.Cabin.Face;
using SenseAuto.Core.Messages;
using SenseAuto.Inference;
using SenseAuto.Inference.Cabin;
using SenseAuto.Models.Cabin;

namespace SenseAuto.Tests.Models.Cabin;

/// <summary>What is drawn over a recorded face, or done to its picture.</summary>
public enum DrawnTrouble
{
    Sunglasses,
    Mask,
    Dark,
    Covered,
    Turned,
    SecondFace,
    Infrared,
}

/// <summary>
/// A recorded face behind what was drawn over it, through the real networks: what is wrong is named within ten seconds,
/// and a face that cannot be measured is never a valid one.
/// </summary>
public sealed class BadCabinPictureTests
{
    private const string Man = "cabin/intel-samples/preview/head-pose-face-detection-male.gif";
    private const int GoodFrames = 12;
    private const double NamedWithinS = 3;
    private static readonly FaceLimits Limits = CabinEval.Limits();
    private static readonly ModelStore Store = CabinEval.Store(
        Path.Combine(SharedRecordings.RepositoryRoot, "artifacts", "models"));

    [TestCase(DrawnTrouble.Sunglasses, FaceReason.EyesHidden)]
    [TestCase(DrawnTrouble.Mask, FaceReason.MouthHidden)]
    [TestCase(DrawnTrouble.Dark, FaceReason.TooDark)]
    [TestCase(DrawnTrouble.Covered, FaceReason.CameraCovered)]
    [TestCase(DrawnTrouble.Turned, FaceReason.CameraTurned)]
    [TestCase(DrawnTrouble.SecondFace, FaceReason.TwoFaces)]
    public void Bad_picture_is_named_in_time_and_its_face_is_not_valid(DrawnTrouble trouble, FaceReason expected)
    {
        (FaceState last, double namedS) = Play(trouble, expected);

        Assert.That(namedS, Is.LessThan(NamedWithinS), $"ends with {last.Reason}, {last.Conditions}");
        Assert.That(last.Reason, Is.EqualTo(expected));
        Assert.That(last.Validity, Is.Not.EqualTo(Validity.Valid));
        TestContext.Out.WriteLine($"{trouble}: {expected} after {namedS:F2} s");
    }

    [Test]
    public void Infrared_picture_is_named_and_loses_nothing()
    {
        (FaceState last, _) = Play(DrawnTrouble.Infrared, FaceReason.None);

        Assert.That(last.Conditions & FaceConditions.GreyPicture, Is.EqualTo(FaceConditions.GreyPicture));
        Assert.That(last.Validity, Is.EqualTo(Validity.Valid));
    }

    private static (FaceState Last, double NamedS) Play(DrawnTrouble trouble, FaceReason expected)
    {
        using var video = new VideoPictures(SharedRecordings.PathOf(Man));
        CabinCamera camera = CabinCamera.Uncalibrated(video.Width, video.Height);
        using var plain = new FaceSight(Store, camera, Limits);
        using var sight = new FaceSight(Store, camera, Limits);
        FaceState last = default;
        double namedS = double.NaN;
        double fromS = double.NaN;
        for (int i = 0; video.TryNext(out CameraFrame picture); i++)
        {
            double nowS = picture.Captured.Since(default).Seconds;
            if (i >= GoodFrames)
            {
                fromS = double.IsNaN(fromS) ? nowS : fromS;
                plain.Look(picture);
                Spoil(picture, plain.Mesh, trouble);
            }

            last = sight.Look(picture);
            if (i >= GoodFrames && double.IsNaN(namedS) && last.Reason == expected)
                namedS = nowS - fromS;
            if (i >= GoodFrames && nowS - fromS > NamedWithinS)
                break;
        }

        return (last, namedS);
    }

    private static void Spoil(CameraFrame picture, FaceMesh mesh, DrawnTrouble trouble)
    {
        PixelPoint right = Middle(mesh, MeshPoints.RightEye);
        PixelPoint left = Middle(mesh, MeshPoints.LeftEye);
        float eyes = right.DistanceTo(left);
        switch (trouble)
        {
            case DrawnTrouble.Sunglasses:
                Ellipse(picture, right.X, right.Y + (0.1f * eyes), 0.42f * eyes, 0.36f * eyes, 18);
                Ellipse(picture, left.X, left.Y + (0.1f * eyes), 0.42f * eyes, 0.36f * eyes, 18);
                break;
            case DrawnTrouble.Mask:
                float middle = (right.X + left.X) / 2;
                float mouth = ((right.Y + left.Y) / 2) + (1.15f * eyes);
                Ellipse(picture, middle, mouth, 0.95f * eyes, 0.65f * eyes, 190);
                break;
            case DrawnTrouble.SecondFace:
                CopyBeside(picture, mesh.Box);
                break;
            default:
                Everywhere(picture, trouble);
                break;
        }
    }

    private static void Everywhere(CameraFrame picture, DrawnTrouble trouble)
    {
        Span<byte> pixels = picture.Pixels.AsSpan(0, picture.ByteCount);
        for (int at = 0; at < pixels.Length; at += 3)
        {
            int column = at / 3 % picture.Width;
            int row = at / 3 / picture.Width;
            int grey = (pixels[at] + (2 * pixels[at + 1]) + pixels[at + 2]) / 4;
            byte level = (byte)(trouble switch
            {
                DrawnTrouble.Dark => grey / 40,
                DrawnTrouble.Covered => 90,
                DrawnTrouble.Turned => 40 + (((column / 30) + (row / 45)) % 3 * 70),
                _ => grey,
            });
            pixels.Slice(at, 3).Fill(level);
        }
    }

    private static PixelPoint Middle(FaceMesh mesh, ReadOnlySpan<short> contour)
    {
        PixelPoint outer = mesh.At(contour[0]);
        PixelPoint inner = mesh.At(contour[MeshPoints.UpperLid - 1]);
        return new PixelPoint((outer.X + inner.X) / 2, (outer.Y + inner.Y) / 2);
    }

    private static void Ellipse(CameraFrame picture, float x, float y, float halfWide, float halfHigh, byte level)
    {
        for (int row = 0; row < picture.Height; row++)
        {
            for (int column = 0; column < picture.Width; column++)
            {
                float across = (column - x) / halfWide;
                float down = (row - y) / halfHigh;
                if ((across * across) + (down * down) <= 1)
                    picture.Pixels.AsSpan(((row * picture.Width) + column) * 3, 3).Fill(level);
            }
        }
    }

    /// <summary>The same head once more, to the right of itself.</summary>
    private static void CopyBeside(CameraFrame picture, PixelBox box)
    {
        int shift = (int)(1.5f * box.Width) * 3;
        int stride = picture.Width * 3;
        int from = Math.Max(0, (int)(box.Left - (0.25f * box.Width))) * 3;
        int length = Math.Min((int)(1.5f * box.Width) * 3, stride - from - shift);
        int top = Math.Max(0, (int)(box.Top - (0.5f * box.Height)));
        int bottom = Math.Min(picture.Height, (int)(box.Bottom + (0.2f * box.Height)));
        for (int row = top; row < bottom && length > 0; row++)
        {
            Span<byte> line = picture.Pixels.AsSpan(row * stride, stride);
            line.Slice(from, length).CopyTo(line[(from + shift)..]);
        }
    }
}
