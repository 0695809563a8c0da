using NUnit.Framework;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Service;
using SenseAuto.Service.Cabin;
using SenseAuto.Sim.Cabin;

namespace SenseAuto.Tests.Service;

/// <summary>A cabin that a script tells, in the place of one that is seen.</summary>
public sealed class ToldCabinTests
{
    private static readonly MonoTime Start = MonoTime.FromSeconds(1);

    private static readonly CabinScript Script = new(
    [
        Order(CabinAct.LookAway, 2, 2) with { Yaw = Radians.FromDegrees(-30), Pitch = Radians.FromDegrees(20) },
        Order(CabinAct.EyesClosed, 5, 2),
        Order(CabinAct.PhoneAtEar, 8, 2),
        Order(CabinAct.CameraCovered, 11, 2),
        Order(CabinAct.DriverGone, 14, 2),
        Order(CabinAct.RearPassengerSide, 0, 99) with { Who = Occupancy.Child },
        Order(CabinAct.Bag, 0, 99),
    ])
    {
        Told = CabinTold.All,
    };

    private readonly CabinState _frame = new();

    private readonly LiveJudge _judge = new(
        new FrameClock(new ManualTime()), CabinEyes.BudgetFrom(ParameterSet.Defaults), MonoDuration.FromMilliseconds(10));

    private ToldCabin _told = null!;

    [SetUp]
    public void Build() => _told = Told();

    [TearDown]
    public void Close() => _told.Dispose();

    [Test]
    public void Head_and_eyes_turn_with_the_look()
    {
        See(3);

        Assert.That(_frame.Face.Head.Yaw.ToDegrees(), Is.EqualTo(-30).Within(0.01));
        Assert.That(_frame.Face.Gaze.Yaw.ToDegrees(), Is.LessThan(-30), "the eyes go on");
        Assert.That(_frame.Face.Validity, Is.EqualTo(Validity.Valid));
    }

    [Test]
    public void Closed_eyes_have_no_gaze()
    {
        See(6);

        Assert.That((_frame.Face.LeftEye.Opening, _frame.Face.Gaze.Quality), Is.EqualTo((0f, 0f)));
    }

    [TestCase(12, FaceReason.CameraCovered)]
    [TestCase(15, FaceReason.NoFace)]
    public void What_cannot_be_seen_is_not_told(double atS, FaceReason expected)
    {
        See(atS);

        Assert.That((_frame.Face.Validity, _frame.Face.Reason), Is.EqualTo((Validity.Unavailable, expected)));
    }

    [TestCase(7.9, Answer.No)]
    [TestCase(8.1, Answer.Yes)]
    public void Telephone_is_told(double atS, Answer expected)
    {
        See(atS);

        Assert.That(_frame.Facts.PhoneAtEar, Is.EqualTo(expected));
        Assert.That(_frame.Facts.PhoneInHand, Is.EqualTo(Answer.No));
    }

    [Test]
    public void Seats_are_told_with_who_is_on_them()
    {
        See(15);

        Assert.That(Of(SeatId.Row1DriverSide), Is.EqualTo(Occupancy.Empty));
        Assert.That(Of(SeatId.Row1PassengerSide), Is.EqualTo(Occupancy.Item));
        Assert.That(Of(SeatId.Row2DriverSide), Is.EqualTo(Occupancy.Empty));
        Assert.That(Of(SeatId.Row2PassengerSide), Is.EqualTo(Occupancy.Child));
    }

    [Test]
    public void Telling_allocates_nothing()
    {
        void Frames()
        {
            for (int i = 0; i < 60; i++)
                See(0.3 * i, i);
        }

        Frames();
        Assert.That(Allocation.Of(Frames), Is.Zero);
    }

    private static ToldCabin Told() => new(Script, Start, seen: null);

    private static CabinOrder Order(CabinAct act, double atS, double forS) =>
        new(act, MonoDuration.FromSeconds(atS), MonoDuration.FromSeconds(forS));

    private Occupancy Of(SeatId seat)
    {
        foreach (ref readonly OccupantState state in _frame.Seats.Items)
        {
            if (state.Seat == seat)
                return state.Occupancy;
        }

        return Occupancy.Unknown;
    }

    private void See(double atS, long index = 0)
    {
        _frame.Facts.Captured = Start + MonoDuration.FromSeconds(atS);
        _frame.Facts.Index = index;
        _told.Look(_frame, _judge);
        _told.TakeLook(_frame);
    }
}
