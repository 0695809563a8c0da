using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Numerics;
using NUnit.Framework;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Sim.Cabin;

namespace SenseAuto.Tests.Sim;

/// <summary>Face networks that were trained on photographs find the simulated driver and measure what he does.</summary>
public sealed class CabinPictureTests
{
    private static readonly CabinView View = CabinView.Driver;

    [TestCase(CabinLight.Day)]
    [TestCase(CabinLight.Infrared)]
    public void Driver_is_found_and_measured_over_the_whole_range_of_poses(CabinLight light)
    {
        using var studio = new FaceStudio();
        var picture = new CabinPicture(View, studio.Head, light, seed: 1);
        List<Shot> shots = Shots(studio, picture);
        List<Shot> turned = shots.FindAll(shot => shot.Opening >= 0.7);
        double found = shots.Average(shot => shot.IsFound ? 1.0 : 0);
        double yawErrorMean = turned.Average(shot => Math.Abs(shot.MeasuredYaw - shot.Yaw));
        double opening = Correlation(shots.Select(shot => (shot.Opening, shot.MeasuredOpening)));
        TestContext.Out.WriteLine($"{light}: found {found:P1}, yaw error {yawErrorMean:F1} degrees, opening correlation {opening:F3}");
        foreach (IGrouping<double, Shot> group in turned.GroupBy(shot => shot.Yaw))
            TestContext.Out.WriteLine($"{group.Key}: {group.Average(shot => shot.MeasuredYaw):F1}");

        Assert.That(found, Is.GreaterThanOrEqualTo(0.99));
        Assert.That(yawErrorMean, Is.LessThanOrEqualTo(5));
        Assert.That(opening, Is.GreaterThanOrEqualTo(0.9));
    }

    [Test]
    public void Same_look_gives_the_same_bytes_and_allocates_nothing()
    {
        var head = new HeadModel(Portrait.Load(SharedRecordings.PortraitAt(Portrait.DebianPath)), PlainFace());
        var view = new CabinView(160, 120, 150, new Metres(0.65), default);
        var one = new CabinPicture(view, head, CabinLight.Day, seed: 5);
        var other = new CabinPicture(view, head, CabinLight.Day, seed: 5);
        var scene = new CabinScene { HasFrontPassenger = true, HasRearRight = true, HasBag = true, Phone = PhonePlace.LeftEar };
        DriverLook look = DriverLook.Ahead with { Yaw = Radians.FromDegrees(20), MouthOpening = 0.5, LeftEyeOpening = 0.2 };
        byte[] first = new byte[160 * 120 * 3 / 2], second = new byte[160 * 120 * 3 / 2];
        one.Draw(in look, in scene, PixelFormat.Nv12, first);

        long allocated = Allocation.Of(() => other.Draw(in look, in scene, PixelFormat.Nv12, second));

        Assert.That(first.AsSpan().SequenceEqual(second), Is.True);
        Assert.That(allocated, Is.Zero);
    }

    [Test]
    public void Missing_portrait_is_named()
    {
        var error = Assert.Throws<FileNotFoundException>(() => Portrait.Load("/nowhere/portrait.png"));

        Assert.That(error!.Message, Does.Contain("/nowhere/portrait.png").And.Contain("python3-imageio"));
    }

    [TestCase(new byte[] { 1, 2, 3 }, "not a PNG")]
    [TestCase(new byte[0], "not a PNG")]
    public void Broken_portrait_is_named(byte[] bytes, string what)
    {
        string path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"broken-{bytes.Length}.png");
        File.WriteAllBytes(path, bytes);

        var error = Assert.Throws<InvalidDataException>(() => Portrait.Load(path));

        Assert.That(error!.Message, Does.Contain(path).And.Contain(what));
    }

    [TestCase(45.1)]
    [TestCase(-45.1)]
    [TestCase(double.NaN)]
    public void Turn_beyond_the_range_is_named(double yawDegrees)
    {
        DriverLook look = DriverLook.Ahead with { Yaw = Radians.FromDegrees(yawDegrees) };

        Assert.That(look.Validate, Throws.ArgumentException.With.Message.Contains("Yaw"));
    }

    private static List<Shot> Shots(FaceStudio studio, CabinPicture picture)
    {
        var shots = new List<Shot>();
        byte[] pixels = new byte[View.Width * View.Height * 3];
        foreach (double yaw in new double[] { -35, -24, -12, 0, 12, 24, 35 })
        {
            foreach (double opening in new[] { 0, 0.4, 0.7, 1 })
            {
                // The plain lid gap in the picture shrinks with a nod, too; so the head nods only with open eyes.
                double pitch = opening < 1 ? 0 : (shots.Count % 3 * 10) - 10;
                var look = new DriverLook(Radians.FromDegrees(yaw), Radians.FromDegrees(pitch), default)
                {
                    LeftEyeOpening = opening,
                    RightEyeOpening = opening,
                };
                picture.Draw(in look, new CabinScene(), PixelFormat.Bgr24, pixels);
                shots.Add(Measure(studio, picture, new FaceStudio.Photo(pixels, View.Width, View.Height), yaw, opening));
            }
        }

        return shots;
    }

    private static Shot Measure(FaceStudio studio, CabinPicture picture, FaceStudio.Photo photo, double yaw, double opening)
    {
        IEnumerable<Vector2> told = Enumerable.Range(0, 468).Select(i =>
        {
            (float column, float row) = picture.DriverPoint(i);
            return new Vector2(column, row);
        });
        (Vector2 centre, float side) = FaceStudio.Around(told);
        Vector3[] mesh = studio.Mesh(in photo, centre, side, out float presence);
        (centre, side) = FaceStudio.Around(mesh.Select(point => new Vector2(point.X, point.Y)));
        mesh = studio.Mesh(in photo, centre, side, out _);
        bool isFound = studio.FaceScore(in photo) >= 0.5f && presence >= 0.5f;
        return new Shot(yaw, opening, isFound, FaceStudio.YawDegrees(mesh), studio.EyeOpening(in photo, centre, side));
    }

    private static double Correlation(IEnumerable<(double X, double Y)> pairs)
    {
        (double X, double Y)[] all = [.. pairs];
        double meanX = all.Average(pair => pair.X), meanY = all.Average(pair => pair.Y);
        double xy = all.Sum(pair => (pair.X - meanX) * (pair.Y - meanY));
        return xy / Math.Sqrt(all.Sum(pair => Math.Pow(pair.X - meanX, 2)) * all.Sum(pair => Math.Pow(pair.Y - meanY, 2)));
    }

    /// <summary>Points spread over a ball: enough of a face to draw something.</summary>
    internal static Vector3[] PlainFace()
    {
        var points = new Vector3[468];
        for (int i = 0; i < points.Length; i++)
        {
            float angle = 2.39996f * i, radius = MathF.Sqrt((i + 1) / 468f);
            points[i] = new Vector3(
                224 + (55 * radius * MathF.Cos(angle)), 124 + (65 * radius * MathF.Sin(angle)), -60 * MathF.Sqrt(1.01f - (radius * radius)));
        }

        (points[234], points[454]) = (new Vector3(168, 124, 0), new Vector3(280, 124, 0));
        (points[10], points[152]) = (new Vector3(224, 58, -10), new Vector3(224, 190, -10));
        (points[33], points[263]) = (new Vector3(190, 110, -30), new Vector3(258, 110, -30));
        return points;
    }

    private readonly record struct Shot(double Yaw, double Opening, bool IsFound, double MeasuredYaw, double MeasuredOpening);
}
