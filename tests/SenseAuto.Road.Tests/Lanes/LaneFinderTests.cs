using System;
using NUnit.Framework;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Road.Lanes;

namespace SenseAuto.Road.Tests.Lanes;

/// <summary>The finder on drawn roads, where the truth is known.</summary>
public sealed class LaneFinderTests
{
    private const double PeriodS = 0.05;
    private static readonly PaintedLine SolidLeft = new(1.8);
    private static readonly PaintedLine DashedRight = new(-1.7, PaintM: 3, GapM: 9);
    private readonly LaneLine[] _lines = new LaneLine[4];
    private SyntheticRoad _road = null!;
    private LaneFinder _finder = null!;
    private double _timeS;

    private LaneLine Left => _lines[(int)LaneSide.Left];

    private LaneLine Right => _lines[(int)LaneSide.Right];

    [SetUp]
    public void SetUp()
    {
        _road = new SyntheticRoad();
        _finder = new LaneFinder(SyntheticRoad.Camera(), PixelFormat.Bgr24, LaneLimits.Standard);
        _timeS = 1;
    }

    private void Show(RoadScene scene, EgoState ego = default)
    {
        MonoTime now = MonoTime.FromSeconds(_timeS);
        CameraFrame frame = _road.Draw(scene, now);
        _finder.Run(frame, in ego, now, _lines);
        frame.Release();
        _timeS += PeriodS;
    }

    private void Drive(RoadScene scene, int pictures, double stepM = 1)
    {
        for (int i = 0; i < pictures; i++)
            Show(scene with { TravelledM = scene.TravelledM + (i * stepM) });
    }

    private static EgoState Ego(double speedMps, double yawRadps) => new()
    {
        Validity = Validity.Valid,
        Known = EgoSignals.Speed | EgoSignals.YawRate,
        Speed = new MetresPerSecond(speedMps),
        YawRate = new RadiansPerSecond(yawRadps),
    };

    private static double ErrorM(LaneLine line, RoadScene scene, double offsetM, double xM) =>
        Math.Abs(line.LeftAtM(xM) - scene.LeftAtM(offsetM, xM));

    [TestCase(0, 0)]
    [TestCase(0.03, 0)]
    [TestCase(-0.03, 0.0005)]
    [TestCase(0, 0.002)]
    [TestCase(0.01, -0.003)]
    public void Lines_are_where_they_were_painted(double headingRad, double curvature)
    {
        var scene = new RoadScene(SolidLeft, DashedRight) { HeadingRad = headingRad, Curvature = curvature, NoiseGrey = 3 };

        Drive(scene, 20);

        Assert.That(Left.Validity, Is.EqualTo(Validity.Valid));
        Assert.That(Right.Validity, Is.EqualTo(Validity.Valid));
        foreach (double xM in new[] { 5.0, 10, 20 })
        {
            Assert.That(ErrorM(Left, scene, SolidLeft.OffsetM, xM), Is.LessThan(0.06), $"left at {xM} m");
            Assert.That(ErrorM(Right, scene, DashedRight.OffsetM, xM), Is.LessThan(0.06), $"right at {xM} m");
        }

        Assert.That(ErrorM(Left, scene, SolidLeft.OffsetM, 35), Is.LessThan(0.2));
    }

    [Test]
    public void Error_stays_within_three_sigma()
    {
        var scene = new RoadScene(SolidLeft, DashedRight) { NoiseGrey = 6 };

        Drive(scene, 20);

        Assert.That(ErrorM(Left, scene, SolidLeft.OffsetM, 0), Is.LessThan(3 * Left.OffsetSigma.Value));
        Assert.That(ErrorM(Right, scene, DashedRight.OffsetM, 0), Is.LessThan(3 * Right.OffsetSigma.Value));
    }

    [Test]
    public void Solid_and_dashed_are_told_apart()
    {
        Drive(new RoadScene(SolidLeft, DashedRight), 20);

        Assert.That(Left.Type, Is.EqualTo(LaneLineType.Solid));
        Assert.That(Right.Type, Is.EqualTo(LaneLineType.Dashed));
    }

    [Test]
    public void Yellow_paint_on_pale_concrete_is_found()
    {
        // Nearly the luma of the road: only the colour shows it.
        var scene = new RoadScene(SolidLeft with { IsYellow = true }, DashedRight) { RoadGrey = 172, NoiseGrey = 3 };

        Drive(scene, 20);

        Assert.That(Left.Validity, Is.EqualTo(Validity.Valid));
        Assert.That(ErrorM(Left, scene, SolidLeft.OffsetM, 10), Is.LessThan(0.06));
    }

    [Test]
    public void Shadows_across_the_road_do_not_hide_the_lines()
    {
        var scene = new RoadScene(SolidLeft, DashedRight) { HasShadows = true, NoiseGrey = 3 };

        Drive(scene, 20);

        Assert.That(Left.Validity, Is.EqualTo(Validity.Valid));
        Assert.That(Right.Validity, Is.EqualTo(Validity.Valid));
        Assert.That(ErrorM(Right, scene, DashedRight.OffsetM, 15), Is.LessThan(0.06));
    }

    [TestCase(-0.008)]
    [TestCase(0.008)]
    public void Pitch_that_is_off_its_nominal_is_measured(double offRad)
    {
        double pitchRad = SyntheticRoad.Camera().PitchDown.Value + offRad;
        _road = new SyntheticRoad(pitchRad);
        var scene = new RoadScene(SolidLeft, DashedRight);

        Drive(scene, 40);

        Assert.That(_finder.PitchDown.Value, Is.EqualTo(pitchRad).Within(0.002));
        Assert.That(ErrorM(Left, scene, SolidLeft.OffsetM, 15), Is.LessThan(0.08));
    }

    [Test]
    public void Neighbouring_lane_lines_are_reported()
    {
        Drive(new RoadScene(SolidLeft, DashedRight, new PaintedLine(-5.3, 3, 9), new PaintedLine(5.4, 3, 9)), 30);

        Assert.That(_lines[(int)LaneSide.NextLeft].Offset.Value, Is.EqualTo(5.4).Within(0.1));
        Assert.That(_lines[(int)LaneSide.NextRight].Offset.Value, Is.EqualTo(-5.3).Within(0.1));
    }

    [Test]
    public void New_lines_are_confirmed_before_they_are_reported()
    {
        Drive(new RoadScene(SolidLeft, DashedRight), 1);
        Assert.That(Left.Validity, Is.EqualTo(Validity.Unavailable));

        Drive(new RoadScene(SolidLeft, DashedRight), 3);
        Assert.That(Left.Validity, Is.EqualTo(Validity.Valid));
    }

    [Test]
    public void Lines_that_end_are_degraded_at_once_and_unavailable_after_the_coast_time()
    {
        Drive(new RoadScene(SolidLeft, DashedRight), 20);
        double endS = _timeS - PeriodS;

        Show(new RoadScene());
        Assert.That(Left.Validity, Is.EqualTo(Validity.Degraded));
        while (Left.Validity != Validity.Unavailable && _timeS < endS + 2)
            Show(new RoadScene());

        Assert.That(_timeS - PeriodS - endS, Is.InRange(0.5, 0.6));
        Assert.That(Right.Validity, Is.EqualTo(Validity.Unavailable));
    }

    [Test]
    public void Line_that_ends_alone_leaves_the_other()
    {
        Drive(new RoadScene(SolidLeft, DashedRight), 20);
        Drive(new RoadScene(SolidLeft), 20);

        Assert.That(Left.Validity, Is.EqualTo(Validity.Valid));
        Assert.That(Right.Validity, Is.EqualTo(Validity.Unavailable));
    }

    [Test]
    public void Single_solid_line_is_found_from_nothing()
    {
        Drive(new RoadScene(SolidLeft), 12);

        Assert.That(Left.Offset.Value, Is.EqualTo(1.8).Within(0.06));
        Assert.That(Right.Validity, Is.EqualTo(Validity.Unavailable));
    }

    [Test]
    public void Lane_change_hands_the_lines_over()
    {
        PaintedLine[] road = [new(5.3), new(1.75, 3, 9), new(-1.75, 3, 9)];
        double shiftM = 0;
        int unknown = 0;
        Drive(new RoadScene(road), 20);
        for (int i = 0; i < 80; i++)
        {
            // 3.5 m to the left in 4 s.
            shiftM = Math.Min(3.5, shiftM + (3.5 * PeriodS / 4));
            Show(new RoadScene(Array.ConvertAll(road, line => line with { OffsetM = line.OffsetM - shiftM })) { TravelledM = i });
            unknown += Left.Validity == Validity.Unavailable || Right.Validity == Validity.Unavailable ? 1 : 0;
            Assert.That(Left.Offset.Value, Is.GreaterThan(-0.35), $"picture {i}");
            Assert.That(Right.Offset.Value, Is.LessThan(0.35), $"picture {i}");
        }

        Assert.That(unknown, Is.LessThanOrEqualTo(2));
        Assert.That(Left.Offset.Value, Is.EqualTo(1.8).Within(0.1));
        Assert.That(Right.Offset.Value, Is.EqualTo(-1.75).Within(0.1));
        Assert.That(Left.Type, Is.EqualTo(LaneLineType.Solid));
    }

    [Test]
    public void Unseen_lines_are_carried_along_by_the_cars_own_motion()
    {
        var scene = new RoadScene(SolidLeft, DashedRight) { HeadingRad = 0.03 };
        EgoState ego = Ego(speedMps: 20, yawRadps: 0);
        Drive(scene with { Lines = Moved(scene.Lines, 0) }, 20, stepM: 0);

        // 20 m/s along a line 0.03 rad to the left of our nose: it moves left by 0.03 m a picture.
        for (int i = 0; i < 6; i++)
            Show(new RoadScene(), ego);

        Assert.That(Left.Validity, Is.EqualTo(Validity.Degraded));
        Assert.That(Left.Offset.Value, Is.EqualTo(1.8 + (6 * 0.03)).Within(0.06));
    }

    private static PaintedLine[] Moved(PaintedLine[] lines, double byM) =>
        Array.ConvertAll(lines, line => line with { OffsetM = line.OffsetM + byM });

    [TestCase(double.NaN, double.NaN)]
    [TestCase(double.PositiveInfinity, 0)]
    [TestCase(20, double.NegativeInfinity)]
    [TestCase(1e9, 1e9)]
    public void Impossible_own_motion_is_taken_as_unknown(double speedMps, double yawRadps)
    {
        var scene = new RoadScene(SolidLeft, DashedRight);
        EgoState ego = Ego(speedMps, yawRadps);

        for (int i = 0; i < 20; i++)
            Show(scene, ego);

        Assert.That(Left.Validity, Is.EqualTo(Validity.Valid));
        Assert.That(ErrorM(Left, scene, SolidLeft.OffsetM, 10), Is.LessThan(0.06));
        Assert.That(double.IsFinite(Left.OffsetSigma.Value), Is.True);
    }

    [TestCase(0, 80, 0)]
    [TestCase(0, 2, 0)]
    [TestCase(2, 3, 0)]
    [TestCase(10, 80, 0)]
    [TestCase(40, 120, 0)]
    [TestCase(3, 80, 100)]
    public void Road_without_lines_is_unavailable(double noiseGrey, double roadGrey, double patchGrey)
    {
        var scene = new RoadScene() { NoiseGrey = noiseGrey, RoadGrey = roadGrey, PatchGrey = patchGrey };
        for (int i = 0; i < 20; i++)
        {
            Show(scene);
            foreach (LaneLine line in _lines)
                Assert.That(line.Validity, Is.EqualTo(Validity.Unavailable));
        }
    }

    [Test]
    public void Same_pictures_give_the_same_lines()
    {
        var scene = new RoadScene(SolidLeft, DashedRight) { NoiseGrey = 8 };
        Drive(scene, 15);
        LaneLine[] first = [.. _lines];
        SetUp();

        Drive(scene, 15);

        Assert.That(_lines, Is.EqualTo(first));
    }
}
