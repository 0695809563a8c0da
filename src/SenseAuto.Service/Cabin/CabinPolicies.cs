using System;
using SenseAuto.Cabin.Care;
using SenseAuto.Cabin.Driver;
using SenseAuto.Cabin.Gestures;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;

namespace SenseAuto.Service.Cabin;

/// <summary>
/// Driver and occupant monitoring over the frames, and which control the driver means: remembers what the policies
/// remember and the seats of the newest look. The cabin loop runs it, and a replay runs it again on what was recorded. One thread; allocates nothing.
/// </summary>
public sealed class CabinPolicies(DriverMonitoringLimits driver, CareLimits care, ControlGazeLimits controls)
{
    private readonly FixedList<OccupantState> _seats = new(SeatStates.Count);
    private DriverMonitoringState _driver;
    private CareState _care;
    private ControlGazeState _control;

    /// <param name="seats">Of this frame; looked at only when the frame says that it has seats.</param>
    public CabinVerdict Step(in CabinFrame frame, in FaceState face, ReadOnlySpan<OccupantState> seats)
    {
        if (frame.HasSeats)
            Keep(seats);

        var verdict = new CabinVerdict { At = frame.Captured };
        Watch(ref verdict, in frame, in face);
        Operate(ref verdict, in frame);
        Care(ref verdict, in frame, in face);
        verdict.HasRecall = frame.HasRecall && IsStanding(in frame);
        verdict.Recall = frame.Recall;
        return verdict;
    }

    /// <summary>Why seats are not seen though pictures come: what ails the picture, or networks that have not looked in time.</summary>
    private static FunctionReason BlindFor(FaceReason reason) => reason switch
    {
        FaceReason.NoPicture => FunctionReason.NoCamera,
        FaceReason.CameraCovered => FunctionReason.CameraCovered,
        FaceReason.TooDark => FunctionReason.TooDark,
        FaceReason.CameraTurned => FunctionReason.CameraTurned,
        FaceReason.ModelFailed => FunctionReason.InternalFault,
        _ => FunctionReason.FrameLate,
    };

    /// <summary>Known to; a speed that nobody knows is none.</summary>
    private bool IsStanding(in CabinFrame frame) =>
        frame.Ego.Validity != Validity.Unavailable
        && (frame.Ego.Known & EgoSignals.Speed) != 0
        && frame.Captured.AgeOf(frame.Ego.Captured) <= care.BodyAgeMax
        && frame.Ego.Speed < care.RecallSpeedMax;

    private void Keep(ReadOnlySpan<OccupantState> seats)
    {
        _seats.Clear();
        foreach (ref readonly OccupantState seat in seats)
            _seats.TryAdd(in seat);
    }

    private void Watch(ref CabinVerdict verdict, in CabinFrame frame, in FaceState face)
    {
        DriverObservation seen = CabinObservation.Of(in frame, in face);
        var input = new DriverInput(frame.Captured, IsEnabled: true, seen, frame.Ego, frame.Body);
        DriverMonitoringStep step = DriverMonitoring.Step(in _driver, driver, in input);
        _driver = step.State;
        verdict.Driver = step.Driver;
        verdict.DriverStatus = step.Status;
        verdict.DriverWarning = step.Warning;
        if (seen.Face != Validity.Unavailable
            && ControlGaze.Step(seen.Gaze, seen.Captured, ref _control, controls, out GestureEvent look))
        {
            verdict.Look = look;
        }
    }

    private void Operate(ref CabinVerdict verdict, in CabinFrame frame)
    {
        if (frame.Gesture.Kind != GestureKind.None)
            verdict.Gesture = ControlGaze.Directed(frame.Gesture, in _control, controls, frame.Captured);
    }

    private void Care(ref CabinVerdict verdict, in CabinFrame frame, in FaceState face)
    {
        if ((frame.Sights & CabinSights.Occupants) == 0)
        {
            verdict.Alert = new OccupantAlert(
                frame.Captured, Validity.Unavailable, OccupantEvent.None, SeatId.None, default, false);
            verdict.CareStatus = new FunctionStatus(
                frame.Captured, FunctionId.OccupantMonitoring, FunctionState.Unavailable, FunctionReason.ModelMissing);
            return;
        }

        var input = new CareInput
        {
            Now = frame.Captured,
            IsEnabled = true,
            Seats = _seats.Items,
            Ego = frame.Ego,
            Body = frame.Body,
            Blind = frame.HasPicture ? BlindFor(face.Reason) : FunctionReason.NoCamera,
        };
        CareStep step = OccupantMonitoring.Step(in _care, care, in input);
        _care = step.State;
        verdict.Alert = step.Alert;
        verdict.CareStatus = step.Status;
        verdict.CareWarning = step.Warning;
    }
}
