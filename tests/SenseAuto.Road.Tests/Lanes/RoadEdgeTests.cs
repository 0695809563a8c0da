using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Road.Lanes;

namespace SenseAuto.Road.Tests.Lanes;

/// <summary>Where the road ends beside our lane, on drawn roads.</summary>
public sealed class RoadEdgeTests
{
    private const double PeriodS = 0.05;
    private static readonly RoadScene Bare = new(new PaintedLine(1.8), new PaintedLine(-1.7)) { NoiseGrey = 3 };
    private readonly LaneLine[] _lines = new LaneLine[4];
    private SyntheticRoad _road = null!;
    private LaneFinder _finder = null!;
    private double _timeS;

    private LaneLine NextLeft => _lines[(int)LaneSide.NextLeft];

    private LaneLine NextRight => _lines[(int)LaneSide.NextRight];

    [SetUp]
    public void SetUp()
    {
        _road = new SyntheticRoad();
        _finder = new LaneFinder(SyntheticRoad.Camera(), PixelFormat.Bgr24, LaneLimits.Standard);
        _timeS = 1;
    }

    private void Drive(RoadScene scene, int pictures)
    {
        for (int i = 0; i < pictures; i++, _timeS += PeriodS)
        {
            CameraFrame frame = _road.Draw(scene with { TravelledM = i }, MonoTime.FromSeconds(_timeS));
            _finder.Run(frame, default, MonoTime.FromSeconds(_timeS), _lines);
            frame.Release();
        }
    }

    [TestCase(0, 0)]
    [TestCase(0.02, 0)]
    [TestCase(0, 0.002)]
    [TestCase(-0.01, -0.002)]
    public void Edges_are_where_the_ground_changes(double headingRad, double curvature)
    {
        RoadScene scene = Bare with { Verge = (4.0, -2.6), HeadingRad = headingRad, Curvature = curvature };

        Drive(scene, 20);

        Assert.That(NextLeft.Type, Is.EqualTo(LaneLineType.RoadEdge));
        Assert.That(NextRight.Type, Is.EqualTo(LaneLineType.RoadEdge));
        Assert.That(NextLeft.LeftAtM(10), Is.EqualTo(scene.LeftAtM(4.0, 10)).Within(0.2));
        Assert.That(NextRight.LeftAtM(10), Is.EqualTo(scene.LeftAtM(-2.6, 10)).Within(0.2));
        Assert.That(NextRight.Quality, Is.InRange(0.5f, 1));
    }

    [TestCase(40)]
    [TestCase(120)]
    public void Darker_and_lighter_ground_are_both_edges(double vergeGrey)
    {
        Drive(Bare with { Verge = (double.PositiveInfinity, -3), VergeGrey = vergeGrey }, 20);

        Assert.That(NextRight.Type, Is.EqualTo(LaneLineType.RoadEdge));
        Assert.That(NextRight.Offset.Value, Is.EqualTo(-3).Within(0.2));
        Assert.That(NextLeft.Validity, Is.EqualTo(Validity.Unavailable));
    }

    [Test]
    public void A_road_that_goes_on_has_no_edge()
    {
        Drive(Bare, 20);

        Assert.That(NextLeft.Validity, Is.EqualTo(Validity.Unavailable));
        Assert.That(NextRight.Validity, Is.EqualTo(Validity.Unavailable));
    }

    [Test]
    public void Ground_that_hardly_differs_is_no_edge()
    {
        Drive(Bare with { Verge = (4, -3), VergeGrey = Bare.RoadGrey + 8 }, 20);

        Assert.That(NextLeft.Validity, Is.EqualTo(Validity.Unavailable));
        Assert.That(NextRight.Validity, Is.EqualTo(Validity.Unavailable));
    }

    [Test]
    public void Patches_are_no_edge()
    {
        Drive(Bare with { PatchGrey = 25 }, 20);

        Assert.That(NextLeft.Type, Is.Not.EqualTo(LaneLineType.RoadEdge));
        Assert.That(NextRight.Type, Is.Not.EqualTo(LaneLineType.RoadEdge));
    }

    [Test]
    public void A_painted_line_of_the_next_lane_comes_first()
    {
        var scene = new RoadScene(new PaintedLine(1.8), new PaintedLine(-1.7), new PaintedLine(-5.2)) { Verge = (9, -5.8) };

        Drive(scene, 40);

        Assert.That(NextRight.Type, Is.EqualTo(LaneLineType.Solid));
        Assert.That(NextRight.Offset.Value, Is.EqualTo(-5.2).Within(0.1));
    }

    [Test]
    public void An_edge_is_not_told_from_one_picture()
    {
        Drive(Bare with { Verge = (4, -2.6) }, 1);

        Assert.That(NextRight.Validity, Is.EqualTo(Validity.Unavailable));
    }

    [Test]
    public void Without_our_own_line_there_is_no_edge()
    {
        Drive(Bare with { Verge = (4, -2.6) }, 20);
        Drive(new RoadScene { Verge = (4, -2.6) }, 20);

        Assert.That(NextLeft.Validity, Is.EqualTo(Validity.Unavailable));
        Assert.That(NextRight.Validity, Is.EqualTo(Validity.Unavailable));
    }
}
