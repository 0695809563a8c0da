using System;
using System.Collections.Generic;
using System.Linq;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Road.CameraHealth;
using SenseAuto.Road.Lanes;

namespace SenseAuto.Models.Lanes;

/// <summary>
/// Guesses a camera from its road pictures alone: pitch and yaw from where the road's edges meet, height from the width that lanes
/// then seem to have. The focal length cannot be seen on a flat road and hardly matters to where lines lie in the picture.
/// </summary>
internal static class SelfCalibration
{
    private const double FocalPerWidth = 0.9;
    private const double LaneWidthM = 3.6;
    private const double HeightStartM = 1.4;
    private const double HeightLeastM = 0.8;
    private const double HeightMostM = 3.2;
    private const int PicturesMax = 40;
    private const double ClearlyBetter = 1.25;
    private static readonly double[] HeightsTried = [1.3, 1.5, 1.1, 1.75, 2.05, 2.4];

    public static RoadCamera Guess(RoadPictures pictures, IReadOnlyList<string> paths)
    {
        int step = Math.Max(1, paths.Count / PicturesMax);
        string[] some = [.. paths.Where((_, i) => i % step == 0)];
        CameraGeometry level = Nominal(pictures.Width, pictures.Height);
        CameraGeometry aimed = Aim(level, pictures, some);
        return new RoadCamera(Raise(aimed, pictures, some), default, pictures.Height);
    }

    private static CameraGeometry Nominal(int width, int height) => new(
        width, height, FocalPerWidth * width, FocalPerWidth * width, width / 2.0, height / 2.0,
        new Metres(0), new Metres(0), new Metres(HeightStartM), new Radians(0), new Radians(0), new Radians(0));

    private static CameraGeometry Aim(CameraGeometry level, RoadPictures pictures, string[] paths)
    {
        var meter = new PictureMeter(level, PixelFormat.Bgr24);
        var pitches = new List<double>();
        var yaws = new List<double>();
        foreach (string path in paths)
        {
            if (!meter.TryMeasure(pictures.Read(path), out PictureMeasures seen) || !seen.Meeting.IsKnown || seen.Meeting.IsUpsideDown)
                continue;

            pitches.Add(seen.Meeting.PitchOff.Value);
            yaws.Add(seen.Meeting.YawOff.Value);
        }

        return level with { PitchDown = new Radians(Median(pitches)), YawLeft = new Radians(Median(yaws)) };
    }

    /// <summary>The height under which most pictures show a lane, corrected by how wide those lanes are.</summary>
    private static CameraGeometry Raise(CameraGeometry aimed, RoadPictures pictures, string[] paths)
    {
        double bestHeightM = HeightStartM;
        double most = 0;
        foreach (double heightM in HeightsTried)
        {
            List<double> widths = Widths(aimed with { Up = new Metres(heightM) }, pictures, paths);
            if (!(widths.Count > most))
                continue;

            // The first ones tried are the usual ones: another must be clearly better.
            most = ClearlyBetter * widths.Count;
            bestHeightM = Math.Clamp(heightM * LaneWidthM / Median(widths), HeightLeastM, HeightMostM);
        }

        return aimed with { Up = new Metres(bestHeightM) };
    }

    private static List<double> Widths(CameraGeometry geometry, RoadPictures pictures, string[] paths)
    {
        var finder = new LaneFinder(geometry, PixelFormat.Bgr24, LaneLimits.Standard);
        var lines = new LaneLine[4];
        var widths = new List<double>();
        foreach (string path in paths)
        {
            finder.RunStill(pictures.Read(path), lines);
            LaneLine left = lines[(int)LaneSide.Left];
            LaneLine right = lines[(int)LaneSide.Right];
            if (left.Validity != Validity.Unavailable && right.Validity != Validity.Unavailable)
                widths.Add(left.Offset.Value - right.Offset.Value);
        }

        return widths;
    }

    private static double Median(List<double> values)
    {
        if (values.Count == 0)
            return 0;

        values.Sort();
        return values[values.Count / 2];
    }
}
