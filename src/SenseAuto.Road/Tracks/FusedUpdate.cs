using System;
using SenseAuto.Road.Radar;

namespace SenseAuto.Road.Tracks;

/// <summary>Brings one fused object up to date from the tracks it is linked to.</summary>
internal sealed class FusedUpdate(CameraRange? range)
{
    // Successive camera ranges and growths share their errors: each counts as a quarter of an independent one.
    private const double CameraVarianceFactor = 4;
    private const double FirstSpeedSigma = 8;
    private const double SizeGain = 0.1;
    private const double LearntSigmaShare = 0.06;

    // The road teaches an object's size where it gives the range to better than this share. Chosen by us.
    private const double RoadShareMax = 0.1;
    private const double SharedErrorS = 2;

    // Speed over ground below which an object stands: 1 m/s plus 2 % of our speed for the error of wheel speeds.
    // Chosen by us.
    private const double StandingMps = 1;
    private const double StandingEgoShare = 0.02;
    private const double MovingMps = 2.5;
    private const double TrustedSpeedSigma = 1.5;

    /// <summary>
    /// A new object that only the camera has seen. It is taken to move as we do until its growth says more.
    /// </summary>
    public static FusedObject FromCamera(int id, in CameraTrack track, in CameraPlace place, in EgoView ego) => new()
    {
        Id = id,
        CameraId = track.Id,
        Class = track.Class,
        Size = ClassSizes.Of(track.Class),
        CameraSigmaM = place.ForwardSigmaM,
        Motion = new Motion(
            new AxisFilter(place.ForwardM, place.ForwardSigmaM, FirstSpeed(track, place, ego), FirstSpeedSigma),
            new AxisFilter(place.LeftM, place.LeftSigmaM, 0, 1)),
    };

    public void Apply(
        ref FusedObject item, in EgoView ego, ReadOnlySpan<CameraTrack> camera, ReadOnlySpan<RadarTrack> radar,
        double pictureAgeS)
    {
        int seen = item.CameraId != 0 ? Links.Find(camera, item.CameraId) : -1;
        int echo = item.RadarId != 0 ? Links.Find(radar, item.RadarId) : -1;
        item.Existence = Math.Max(seen >= 0 ? camera[seen].Existence : 0, echo >= 0 ? radar[echo].Existence : 0);
        item.UnseenS = Math.Min(
            seen >= 0 ? camera[seen].UnseenS : double.MaxValue, echo >= 0 ? radar[echo].UnseenS : double.MaxValue);
        if (echo >= 0)
            item.Motion = radar[echo].Motion;
        item.IsAside = seen >= 0 && range is not null && range.IsAside(camera[seen].LastBox);
        if (seen >= 0)
            ApplyCamera(ref item, ego, camera[seen], pictureAgeS);
        if (echo < 0)
            item.Motion.FollowAcceleration(ego.Step.Dt.Seconds);

        JudgeMotion(ref item, ego);
    }

    private void ApplyCamera(ref FusedObject item, in EgoView ego, in CameraTrack track, double pictureAgeS)
    {
        if (item.Class != track.Class && !item.IsSizeLearnt)
            item.Size = ClassSizes.Of(track.Class);
        item.Class = track.Class;
        item.Box = track.LastBox;
        if (range is null || !range.TryLocate(track, item.Size, out CameraPlace place))
            return;

        item.CameraSigmaM = place.ForwardSigmaM;
        if (item.RadarId != 0)
        {
            double left = range.LeftOf(track.Column.Position, item.Motion.Forward.Position);
            item.Motion.Left.MeasurePosition(left, CameraVarianceFactor * Square(place.LeftSigmaM));
            if (track.IsSeen)
                LearnSize(ref item, track);
        }
        else if (track.IsSeen)
        {
            Measure(ref item, ego, track, place, pictureAgeS);
            if (!item.IsSizeLearnt)
                LearnSizeFromRoad(ref item, track, ego.Step.Dt.Seconds);
        }
    }

    /// <summary>
    /// The range is filtered here; the closing speed is the growth of its outline times how far that is from the camera.
    /// </summary>
    private void Measure(
        ref FusedObject item, in EgoView ego, in CameraTrack track, in CameraPlace place, double pictureAgeS)
    {
        double growth = track.GrowthPerS(out double growthVariance);
        double forward = place.ForwardM - (growth * OutlineDepth(item, place.ForwardM) * pictureAgeS);
        item.Motion.Forward.MeasurePosition(forward, CameraVarianceFactor * Square(place.ForwardSigmaM));
        double nearM = item.Motion.Forward.Position;
        double depth = OutlineDepth(item, nearM);
        double sigma = Math.Sqrt((Square(depth) * growthVariance) + Square(growth * place.ForwardSigmaM));
        item.Motion.Forward = new AxisFilter(
            nearM, item.Motion.Forward.PositionSigma, ego.SpeedMps - (growth * depth), sigma);
        item.Motion.Left.MeasurePosition(place.LeftM, Square(place.LeftSigmaM));
    }

    private double OutlineDepth(in FusedObject item, double forwardM) =>
        forwardM - range!.CameraForwardM + item.Size.OutlineM;

    /// <summary>The radar says where it is: what it measures follows from how large it looks.</summary>
    private void LearnSize(ref FusedObject item, in CameraTrack track)
    {
        ClassSize kind = ClassSizes.Of(item.Class);
        (double width, double height) = range!.SizeAt(track.LastBox, item.Motion.Forward.Position, kind);
        if (!IsPlausible(width, kind.WidthM, kind.WidthSigmaM) || !IsPlausible(height, kind.HeightM, kind.HeightSigmaM))
            return;

        double newWidth = item.Size.WidthM + (SizeGain * (width - item.Size.WidthM));
        double newHeight = item.Size.HeightM + (SizeGain * (height - item.Size.HeightM));
        item.Size = item.Size with
        {
            WidthM = newWidth,
            WidthSigmaM = LearntSigmaShare * newWidth,
            HeightM = newHeight,
            HeightSigmaM = LearntSigmaShare * newHeight,
        };
        item.IsSizeLearnt = true;
    }

    /// <summary>
    /// Near enough, the road says well where it is, and its size is believed a little more with every sighting.
    /// Sightings of some seconds share their errors and count as one.
    /// </summary>
    private void LearnSizeFromRoad(ref FusedObject item, in CameraTrack track, double dtS)
    {
        DepthCue ground = range!.Ground(track.Box, item.Size);
        double share = ground.Tells ? ground.SigmaM / Math.Max(1, ground.DepthM) : 1;
        if (!(share < RoadShareMax))
            return;

        double forward = ground.DepthM + range.CameraForwardM;
        (double width, double height) = range.SizeAt(track.Box, forward, item.Size);
        double factor = Math.Max(1, SharedErrorS / Math.Max(0.01, dtS));
        ClassSize kind = ClassSizes.Of(item.Class);
        (double newWidth, double widthSigma) = (item.Size.WidthM, item.Size.WidthSigmaM);
        if (IsPlausible(width, kind.WidthM, kind.WidthSigmaM))
            Believe(width, share * width, factor, ref newWidth, ref widthSigma);
        (double newHeight, double heightSigma) = (item.Size.HeightM, item.Size.HeightSigmaM);
        if (IsPlausible(height, kind.HeightM, kind.HeightSigmaM))
            Believe(height, share * height, factor, ref newHeight, ref heightSigma);
        item.Size = item.Size with
        {
            WidthM = newWidth,
            WidthSigmaM = widthSigma,
            HeightM = newHeight,
            HeightSigmaM = heightSigma,
        };
    }

    private static void Believe(double seen, double seenSigma, double factor, ref double value, ref double sigma)
    {
        double variance = sigma * sigma;
        double gain = variance / (variance + (factor * seenSigma * seenSigma));
        value += gain * (seen - value);
        sigma = Math.Sqrt((1 - gain) * variance);
    }

    private static bool IsPlausible(double measured, double expected, double sigma) =>
        Math.Abs(measured - expected) <= 4 * sigma;

    private static double FirstSpeed(in CameraTrack track, in CameraPlace place, in EgoView ego)
    {
        double growth = track.GrowthPerS(out double variance);
        double trust = 1 / (1 + (Square(place.ForwardM / FirstSpeedSigma) * variance));
        return ego.SpeedMps - (trust * growth * place.ForwardM);
    }

    private static void JudgeMotion(ref FusedObject item, in EgoView ego)
    {
        double speed = Math.Sqrt(Square(item.Motion.Forward.Speed) + Square(item.Motion.Left.Speed));
        double standing = StandingMps + (StandingEgoShare * Math.Abs(ego.SpeedMps));
        double sigma = item.Motion.Forward.SpeedSigma;
        bool isTrusted = ego.IsSpeedKnown && sigma < TrustedSpeedSigma;
        item.IsStationary = isTrusted && Math.Abs(item.Motion.Forward.Speed) < standing && speed < 2 * standing;
        bool isMoving = isTrusted && Math.Abs(item.Motion.Forward.Speed) > MovingMps + standing;
        item.HasMoved |= isMoving && item.Existence >= ExistenceLimits.Confirmed;
    }

    private static double Square(double value) => value * value;
}

/// <summary>Finds a track by its identity; -1 when it is gone.</summary>
internal static class Links
{
    public static int Find(ReadOnlySpan<CameraTrack> tracks, int id)
    {
        for (int i = 0; i < tracks.Length; i++)
        {
            if (tracks[i].Id == id)
                return i;
        }

        return -1;
    }

    public static int Find(ReadOnlySpan<RadarTrack> tracks, int id)
    {
        for (int i = 0; i < tracks.Length; i++)
        {
            if (tracks[i].Id == id)
                return i;
        }

        return -1;
    }
}
