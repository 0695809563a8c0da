using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Road.Lanes;
using SenseAuto.Tests;

namespace SenseAuto.Road.Tests.Lanes;

/// <summary>The finder on real pictures: example drives on Californian motorways, against marks made by hand.</summary>
public sealed class RecordedLaneTests
{
    private const double MarkedToM = 26;
    private const double ErrorMaxM = 0.15;
    private readonly LaneLine[] _lines = new LaneLine[4];

    private static IEnumerable<TestCaseData> Stills()
    {
        string path = Path.Combine(SharedRecordings.RepositoryRoot, "tests/SenseAuto.Road.Tests/Lanes/marks.json");
        using JsonDocument marks = JsonDocument.Parse(File.ReadAllText(path));
        foreach (JsonElement still in marks.RootElement.GetProperty("stills").EnumerateArray())
        {
            string picture = still.GetProperty("picture").GetString()!;
            yield return new TestCaseData(picture, Points(still.GetProperty("left")), Points(still.GetProperty("right")))
                .SetName($"Still_has_both_lines_where_they_were_marked({Path.GetFileNameWithoutExtension(picture)})");
        }
    }

    private static double[][] Points(JsonElement side)
    {
        var points = new List<double[]>();
        foreach (JsonElement point in side.EnumerateArray())
            points.Add([point[0].GetDouble(), point[1].GetDouble()]);
        return [.. points];
    }

    private static LaneFinder Finder(bool isWide, PixelFormat format = PixelFormat.Bgr24) => isWide
        ? new LaneFinder(RoadCameras.Wide(), format, LaneLimits.Standard, RoadCameras.WideLens, EgoMask.Below(1280, 664))
        : new LaneFinder(RoadCameras.Narrow(), format, LaneLimits.Standard);

    /// <summary>Shows a still as a stream of 20 Hz, from a cold start.</summary>
    private LaneFinder Show(string path, bool isWide, int pictures, PixelFormat format = PixelFormat.Bgr24)
    {
        LaneFinder finder = Finder(isWide, format);
        (int width, int height) = isWide ? (1280, 720) : (960, 540);
        CameraFrame frame = VideoFrames.Still(path, width, height, format);
        for (int i = 0; i < pictures; i++)
        {
            MonoTime time = MonoTime.FromSeconds(1 + (i * 0.05));
            frame.Describe(time, i, width, height, format);
            finder.Run(frame, default, time, _lines);
        }

        frame.Release();
        return finder;
    }

    [TestCaseSource(nameof(Stills))]
    public void Still_has_both_lines_where_they_were_marked(string picture, double[][] left, double[][] right)
    {
        bool isWide = picture.StartsWith("advanced-lanes", StringComparison.Ordinal);

        LaneFinder finder = Show(SharedRecordings.PathOf("drives/" + picture), isWide, pictures: 6);

        AssertMarks(finder, LaneSide.Left, left, isWide);
        AssertMarks(finder, LaneSide.Right, right, isWide);
    }

    [TestCaseSource(nameof(StillsAlone))]
    public void Still_alone_has_both_lines_where_they_were_marked(string picture, double[][] left, double[][] right)
    {
        bool isWide = picture.StartsWith("advanced-lanes", StringComparison.Ordinal);
        (int width, int height) = isWide ? (1280, 720) : (960, 540);
        LaneFinder finder = Finder(isWide);
        CameraFrame frame = VideoFrames.Still(SharedRecordings.PathOf("drives/" + picture), width, height);

        Assert.That(finder.RunStill(frame, _lines), Is.True);
        frame.Release();

        Assert.That(_lines[0].Validity, Is.Not.EqualTo(Validity.Unavailable));
        Assert.That(_lines[1].Validity, Is.Not.EqualTo(Validity.Unavailable));
        AssertMarksNear(finder, LaneSide.Left, left, isWide);
        AssertMarksNear(finder, LaneSide.Right, right, isWide);
    }

    private static IEnumerable<TestCaseData> StillsAlone()
    {
        foreach (TestCaseData still in Stills())
            yield return new TestCaseData(still.Arguments).SetName($"Still_alone_{still.TestName}");
    }

    private void AssertMarks(LaneFinder finder, LaneSide side, double[][] marks, bool isWide)
    {
        Assert.That(_lines[(int)side].Validity, Is.EqualTo(Validity.Valid), $"{side}");
        AssertMarksNear(finder, side, marks, isWide);
    }

    private void AssertMarksNear(LaneFinder finder, LaneSide side, double[][] marks, bool isWide)
    {
        LaneLine line = _lines[(int)side];
        double pitchRad = finder.PitchDown.Value;
        CameraGeometry camera = isWide ? RoadCameras.Wide(pitchRad) : RoadCameras.Narrow(pitchRad);
        LensDistortion lens = isWide ? RoadCameras.WideLens : default;
        foreach (double[] mark in marks)
        {
            (double u, double v) = lens.Straighten(
                (mark[0] - camera.CentreX) / camera.FocalX, (mark[1] - camera.CentreY) / camera.FocalY);
            double column = camera.CentreX + (u * camera.FocalX);
            double row = camera.CentreY + (v * camera.FocalY);
            if (camera.TryGround(column, row, out double xM, out double yM) && xM < MarkedToM)
                Assert.That(line.LeftAtM(xM), Is.EqualTo(yM).Within(ErrorMaxM), $"{side} at {xM:F1} m");
        }
    }

    [TestCase("drives/lanelines/test_videos/solidWhiteRight.mp4", false, 221)]
    [TestCase("drives/vehicle-detection/test_video.mp4", true, 38)]
    public void Video_has_both_lines_without_a_jump(string recording, bool isWide, int expectedPictures)
    {
        (int width, int height) = isWide ? (1280, 720) : (960, 540);
        using var video = new VideoFrames(SharedRecordings.PathOf(recording), width, height);
        LaneFinder finder = Finder(isWide);
        var last = new LaneLine[2];
        int pictures = 0;
        int withBoth = 0;
        double jumpM = 0;
        while (video.TryRead(out CameraFrame frame))
        {
            finder.Run(frame, default, frame.Captured, _lines);
            frame.Release();
            pictures++;
            withBoth += _lines[0].Validity == Validity.Valid && _lines[1].Validity == Validity.Valid ? 1 : 0;
            for (int side = 0; side < last.Length; side++)
            {
                bool isKnown = last[side].Validity != Validity.Unavailable && _lines[side].Validity != Validity.Unavailable;
                double step = Math.Abs(_lines[side].LeftAtM(10) - last[side].LeftAtM(10));
                jumpM = isKnown ? Math.Max(jumpM, step) : jumpM;
                last[side] = _lines[side];
            }
        }

        TestContext.Out.WriteLine($"{withBoth} of {pictures} pictures with both lines, largest step {jumpM:F3} m at 10 m");
        Assert.That(pictures, Is.EqualTo(expectedPictures));
        Assert.That(withBoth, Is.GreaterThanOrEqualTo(pictures - 2), "all but the two before confirmation");
        Assert.That(jumpM, Is.LessThan(0.1));
    }

    [TestCase(PixelFormat.Nv12)]
    [TestCase(PixelFormat.Yuyv)]
    [TestCase(PixelFormat.Rgb24)]
    public void Every_pixel_format_gives_the_same_lines(PixelFormat format)
    {
        string path = SharedRecordings.PathOf("drives/advanced-lanes/test_images/test1.jpg");
        Show(path, isWide: true, pictures: 6);
        (LaneLine left, LaneLine right) = (_lines[0], _lines[1]);

        Show(path, isWide: true, pictures: 6, format);

        Assert.That(_lines[0].LeftAtM(12), Is.EqualTo(left.LeftAtM(12)).Within(0.05));
        Assert.That(_lines[1].LeftAtM(12), Is.EqualTo(right.LeftAtM(12)).Within(0.05));
    }

    [Test]
    public void Chessboards_have_no_lanes([Values] bool isWide)
    {
        foreach (string path in Directory.GetFiles(SharedRecordings.PathOf("drives/advanced-lanes/camera_cal"), "*.jpg"))
            AssertNoLane(path, isWide);
    }

    [Test]
    public void Traffic_lights_have_no_lanes([Values] bool isWide)
    {
        string folder = SharedRecordings.PathOf("drives/traffic-lights/traffic_light_images/training");
        string[] pictures = Directory.GetFiles(folder, "*.*", SearchOption.AllDirectories);
        Array.Sort(pictures, StringComparer.Ordinal);
        for (int i = 0; i < pictures.Length; i += 60)
            AssertNoLane(pictures[i], isWide);
    }

    private void AssertNoLane(string path, bool isWide)
    {
        Show(path, isWide, pictures: 12);
        foreach (LaneLine line in _lines)
            Assert.That(line.Validity, Is.EqualTo(Validity.Unavailable), $"{Path.GetFileName(path)}: {line.Side}");
    }
}
