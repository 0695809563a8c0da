using NUnit.Framework;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Road.Tracks;

namespace SenseAuto.Road.Tests.Tracks;

public sealed class PathAheadTests
{
    private static readonly MonoTime Now = MonoTime.FromSeconds(10);

    private static LaneLine Line(
        LaneSide side, double offset, double ageS = 0, float quality = 0.9f, double viewTo = 50) => new(
        MonoTime.FromSeconds(10 - ageS), side, Validity.Valid, LaneLineType.Solid,
        new Metres(offset), new Radians(0.01), new PerMetre(0.002), 0, default, new Metres(viewTo), quality, default);

    private static PathAhead From(params LaneLine[] lanes) => PathAhead.From(Now, new PerMetre(0.001), lanes);

    [Test]
    public void Between_both_lines_as_far_as_they_are_seen_and_smoothly_on_from_there()
    {
        PathAhead path = From(Line(LaneSide.Left, 2), Line(LaneSide.Right, -1.4));

        Assert.That(path.LeftAt(30), Is.EqualTo(0.3 + 0.3 + 0.9).Within(1e-9));
        Assert.That(path.LeftAt(50.001), Is.EqualTo(path.LeftAt(50)).Within(1e-3));
        Assert.That(path.LeftAt(51) - path.LeftAt(50), Is.EqualTo(path.LeftAt(50) - path.LeftAt(49)).Within(0.003));
    }

    [Test]
    public void Without_lines_our_own_curvature_leads() =>
        Assert.That(From().LeftAt(60), Is.EqualTo(0.001 / 2 * 3600).Within(1e-9));

    [TestCase(2.0, -1.4, 0.26, 0.9f, 50)]
    [TestCase(2.0, -1.4, 0, 0.39f, 50)]
    [TestCase(2.0, -1.4, 0, float.NaN, 50)]
    [TestCase(2.0, -1.4, 0, 0.9f, 5)]
    [TestCase(2.0, -1.4, 0, 0.9f, double.NaN)]
    [TestCase(double.NaN, -1.4, 0, 0.9f, 50)]
    [TestCase(1.0, -1.2, 0, 0.9f, 50)]
    [TestCase(3.0, -2.1, 0, 0.9f, 50)]
    [TestCase(-1.4, 2.0, 0, 0.9f, 50)]
    public void Lines_that_are_old_weak_short_or_no_lane_are_not_used(
        double left, double right, double ageS, float quality, double viewTo)
    {
        PathAhead path = From(
            Line(LaneSide.Left, left, ageS, quality, viewTo),
            Line(LaneSide.Right, right, ageS, quality, viewTo));

        Assert.That(path.IsFromLanes, Is.False);
    }

    [TestCase(0.25, true)]
    [TestCase(0.251, false)]
    public void Line_as_old_as_the_stream_allows_is_used(double ageS, bool expected)
    {
        PathAhead path = From(Line(LaneSide.Left, 2, ageS), Line(LaneSide.Right, -1.4, ageS));

        Assert.That(path.IsFromLanes, Is.EqualTo(expected));
    }

    [TestCase(double.NaN)]
    [TestCase(0.3)]
    public void Curvature_that_no_car_drives_is_straight(double curvature) =>
        Assert.That(PathAhead.From(Now, new PerMetre(curvature), []).LeftAt(50), Is.Zero);
}
