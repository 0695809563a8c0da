using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Service.Cabin;

namespace SenseAuto.Tests.Service;

/// <summary>What the cabin's functions say when the face cannot be seen, and that it is never "attentive".</summary>
public sealed class CabinPoliciesTests
{
    private const double FrameS = 1.0 / 30;
    private const double NamedWithinS = 10;

    private readonly CabinPolicies _policies =
        CabinEyes.PoliciesOf(ParameterSet.Defaults, Played.Place.LoadVehicle("simulated-suv"));

    private MonoTime _now = MonoTime.FromSeconds(1);
    private long _index;

    private static readonly FaceState Attentive = new(
        default, Validity.Valid, FaceReason.None, FaceConditions.None, 1, new PixelBox(500, 200, 200, 200),
        new HeadPose(default, default, default, new Metres(-0.6), default, default, 1),
        new EyeState(1, new Metres(0.009), 1), new EyeState(1, new Metres(0.009), 1),
        new GazeState(default, default, 1), new MouthState(0.1f, default, 1), default);

    [Test]
    public void Driver_who_looks_at_the_road_is_attentive()
    {
        CabinVerdict verdict = Run(Attentive, seconds: 3);

        Assert.That(verdict.Driver.IsAttentive, Is.True);
        Assert.That(verdict.DriverStatus.State, Is.EqualTo(FunctionState.Active));
        Assert.That(verdict.DriverStatus.Reason, Is.EqualTo(FunctionReason.None));
    }

    [TestCase(FaceReason.NoPicture, FunctionReason.NoCamera)]
    [TestCase(FaceReason.ModelFailed, FunctionReason.InternalFault)]
    [TestCase(FaceReason.CameraCovered, FunctionReason.CameraCovered)]
    [TestCase(FaceReason.TooDark, FunctionReason.TooDark)]
    [TestCase(FaceReason.CameraTurned, FunctionReason.CameraTurned)]
    [TestCase(FaceReason.NoFace, FunctionReason.NoFace)]
    public void Blind_camera_is_named_in_time_and_nobody_is_attentive(FaceReason why, FunctionReason expected)
    {
        Run(Attentive, seconds: 5);
        var blind = new FaceState(
            default, Validity.Unavailable, why, default, 0, default, default, default, default, default, default, default);

        double named = double.NaN;
        for (double s = 0; s < NamedWithinS; s += FrameS)
        {
            CabinVerdict verdict = Step(in blind);
            if (s > 0.3)
                Assert.That(verdict.Driver.IsAttentive, Is.False, $"after {s:F2} s");
            if (double.IsNaN(named) && verdict.DriverStatus.Reason == expected)
                named = s;
        }

        Assert.That(named, Is.LessThan(NamedWithinS));
    }

    [TestCase(FaceReason.EyesHidden, FaceConditions.EyesHidden, FunctionReason.EyesHidden)]
    [TestCase(FaceReason.TwoFaces, FaceConditions.TwoFaces, FunctionReason.SeveralFaces)]
    [TestCase(FaceReason.MouthHidden, FaceConditions.MouthHidden, FunctionReason.MouthHidden)]
    [TestCase(FaceReason.None, FaceConditions.GreyPicture, FunctionReason.GreyPicture)]
    public void Partly_hidden_face_is_named_in_time(FaceReason why, FaceConditions how, FunctionReason expected)
    {
        bool hidesEyes = why == FaceReason.EyesHidden;
        FaceState hidden = Attentive with
        {
            Validity = Validity.Degraded,
            Reason = why,
            Conditions = how,
            LeftEye = hidesEyes ? default : Attentive.LeftEye,
            RightEye = hidesEyes ? default : Attentive.RightEye,
            Gaze = hidesEyes ? default : Attentive.Gaze,
        };

        CabinVerdict verdict = Run(hidden, NamedWithinS);

        Assert.That(verdict.DriverStatus.Reason, Is.EqualTo(expected));
        Assert.That(verdict.Driver.IsAttentive, Is.False.Or.EqualTo(why == FaceReason.None));
    }

    [Test]
    public void Long_look_away_becomes_a_warning_that_names_the_event()
    {
        Run(Attentive, seconds: 5);
        FaceState away = Attentive with
        {
            Gaze = new GazeState(Radians.FromDegrees(-35), Radians.FromDegrees(30), 1),
        };

        CabinVerdict verdict = Run(away, seconds: 5);

        Assert.That(verdict.DriverWarning.Level, Is.GreaterThanOrEqualTo(WarningLevel.Caution));
        Assert.That((DriverEvent)verdict.DriverWarning.ObjectId, Is.EqualTo(DriverEvent.LongDistraction));
        Assert.That(verdict.Driver.Attention, Is.LessThan(50));
    }

    [TestCase(-32, 0.2f)]
    [TestCase(-45, 0f)]
    [TestCase(-70, 0f)]
    [TestCase(50, 0f)]
    public void Driver_whose_head_turns_until_no_eye_is_seen_is_distracted(double yawDegrees, float eyes)
    {
        Run(Attentive, seconds: 5);
        var yaw = Radians.FromDegrees(yawDegrees);
        FaceState turned = Attentive with
        {
            Validity = eyes > 0 ? Validity.Valid : Validity.Degraded,
            Conditions = FaceConditions.TurnedAway,
            Head = Attentive.Head with { Yaw = yaw, Quality = 0.6f },
            LeftEye = Attentive.LeftEye with { Quality = eyes },
            RightEye = default,
            Gaze = new GazeState(yaw, default, eyes),
        };

        CabinVerdict verdict = Run(turned, seconds: 1.5);
        Assert.That(verdict.Driver.IsAttentive, Is.False);
        Assert.That(verdict.Driver.EyesOnRoad, Is.Not.EqualTo(Answer.Yes));
        Assert.That(verdict.Driver.ZoneConfidence, Is.InRange(0.1f, 0.4f), "by the head alone: known, but not well");

        verdict = Run(turned, seconds: 6.5);
        Assert.That(verdict.DriverWarning.Level, Is.GreaterThanOrEqualTo(WarningLevel.Caution));
        Assert.That(
            (DriverEvent)verdict.DriverWarning.ObjectId,
            Is.EqualTo(DriverEvent.LongDistraction).Or.EqualTo(DriverEvent.Unresponsive), "warned, and then not heard");
    }

    [Test]
    public void Occupants_without_their_network_are_unavailable_for_that_reason()
    {
        CabinVerdict verdict = Step(in Attentive, CabinSights.Face);

        Assert.That(verdict.CareStatus.State, Is.EqualTo(FunctionState.Unavailable));
        Assert.That(verdict.CareStatus.Reason, Is.EqualTo(FunctionReason.ModelMissing));
        Assert.That(verdict.DriverStatus.Reason, Is.Not.EqualTo(FunctionReason.ModelMissing));
    }

    [TestCase(0, true, true)]
    [TestCase(0.9, true, true)]
    [TestCase(1.3, true, false)]
    [TestCase(0, false, false)]
    public void Seat_is_recalled_only_in_a_car_that_is_known_to_stand(double kmh, bool isKnown, bool expected)
    {
        _now += MonoDuration.FromSeconds(FrameS);
        var ego = new EgoState(
            _now, Validity.Valid, isKnown ? EgoSignals.Speed : default, MetresPerSecond.FromKilometresPerHour(kmh),
            default, default, default, false, false, false, false, false);
        var points = new SeatSetPoints(0.2f, 0.03f, 0.4f, 0.1f, 0);
        var frame = new CabinFrame { Captured = _now, HasPicture = true, Ego = ego, HasRecall = true, Recall = points };

        CabinVerdict verdict = _policies.Step(in frame, Attentive with { Captured = _now }, []);

        Assert.That(verdict.HasRecall, Is.EqualTo(expected));
        Assert.That(verdict.Recall, Is.EqualTo(points));
    }

    [Test]
    public void Hand_turns_the_heat_up_when_the_eyes_rest_on_the_climate_panel()
    {
        FaceState looking = Attentive with
        {
            Gaze = new GazeState(Radians.FromDegrees(-28), Radians.FromDegrees(34), 0.9f),
        };
        var looks = new List<GestureEvent>();
        for (double s = 0; s < 1; s += FrameS)
        {
            if (Step(in looking).Look is { Kind: not GestureKind.None } look)
                looks.Add(look);
        }

        var hand = new GestureEvent(
            _now, SeatId.Row1DriverSide, GestureKind.Clockwise, GestureAction.VolumeUp, 0.9f, _now);
        var frame = new CabinFrame { Captured = _now, HasPicture = true, Gesture = hand };
        CabinVerdict verdict = _policies.Step(in frame, Attentive with { Captured = _now }, []);

        Assert.That(looks.Select(look => look.Control), Is.EqualTo(new[] { CabinControl.ClimatePanel }));
        Assert.That(verdict.Gesture.Control, Is.EqualTo(CabinControl.ClimatePanel));
        Assert.That(verdict.Gesture.Action, Is.EqualTo(GestureAction.Warmer));
    }

    [TestCase(FaceReason.NoPicture, FunctionReason.NoCamera)]
    [TestCase(FaceReason.CameraCovered, FunctionReason.CameraCovered)]
    [TestCase(FaceReason.TooDark, FunctionReason.TooDark)]
    [TestCase(FaceReason.CameraTurned, FunctionReason.CameraTurned)]
    [TestCase(FaceReason.None, FunctionReason.FrameLate)]
    public void Seats_that_nobody_sees_are_unavailable_with_what_ails_the_picture(
        FaceReason why, FunctionReason expected)
    {
        CabinVerdict verdict = Run(Attentive with { Reason = why }, seconds: 1);

        Assert.That(verdict.CareStatus.State, Is.EqualTo(FunctionState.Unavailable));
        Assert.That(verdict.CareStatus.Reason, Is.EqualTo(expected));
    }

    [Test]
    public void Step_allocates_nothing()
    {
        Run(Attentive, seconds: 2);

        long bytes = Allocation.Of(() =>
        {
            for (int i = 0; i < 2_000; i++)
                Step(in Attentive);
        });

        Assert.That(bytes, Is.Zero);
    }

    private CabinVerdict Run(FaceState face, double seconds)
    {
        CabinVerdict verdict = default;
        for (double s = 0; s < seconds; s += FrameS)
            verdict = Step(in face);
        return verdict;
    }

    private CabinVerdict Step(in FaceState face, CabinSights sights = CabinSights.Face | CabinSights.Occupants)
    {
        _now += MonoDuration.FromSeconds(FrameS);
        bool hasPicture = face.Reason != FaceReason.NoPicture;
        _pictureAt = hasPicture ? _now : _pictureAt;
        var frame = new CabinFrame
        {
            Captured = _now,
            Index = _index++,
            Sights = sights,
            HasPicture = true,
            PictureCaptured = _pictureAt,
            Ego = new EgoState(
                _now, Validity.Valid, EgoSignals.Speed, MetresPerSecond.FromKilometresPerHour(80), default, default,
                default, false, false, false, false, false),
        };
        return _policies.Step(in frame, face with { Captured = _now }, []);
    }

    private MonoTime _pictureAt;
}
