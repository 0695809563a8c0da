using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Sim.Cabin;

namespace SenseAuto.Service.Cabin;

/// <summary>
/// What a script says of the cabin, in the place of what networks would see there: all of it, or what the simulator
/// cannot draw while the rest is seen. Without error or noise. One thread; allocates nothing after construction.
/// </summary>
/// <param name="start">Session time at which the script begins.</param>
/// <param name="seen">Looks at the pictures, and is disposed with this; null where everything is told.</param>
public sealed class ToldCabin(CabinScript script, MonoTime start, ICabinSight? seen) : ICabinSight
{
    // As sure as good pictures make the networks. Chosen by us.
    private const float Sure = 0.9f;

    // A rested mouth, and a yawn. Chosen by us, on the scale of MouthState.
    private const float MouthShut = 0.03f;
    private const float MouthYawns = 0.85f;

    // Behind lids that are lower than this no iris is seen. Chosen by us.
    private const double GazeOpening = 0.5;

    // A tenth of a second, as the slow networks' turns.
    private const long FramesPerLook = 3;

    private static readonly (SeatId Seat, CabinAct Act)[] Others =
    [
        (SeatId.Row1PassengerSide, CabinAct.FrontPassenger), (SeatId.Row2DriverSide, CabinAct.RearDriverSide),
        (SeatId.Row2PassengerSide, CabinAct.RearPassengerSide),
    ];

    private readonly CabinTold _told = seen is null ? CabinTold.All : script.Told;

    public StageOutcome Look(CabinState frame, IFrameJudge judge)
    {
        ArgumentNullException.ThrowIfNull(frame);
        StageOutcome outcome = seen?.Look(frame, judge) ?? StageOutcome.Ok;
        if ((_told & CabinTold.Face) != 0)
        {
            frame.Facts.Sights |= CabinSights.Face;
            frame.Facts.HasPicture = true;
            frame.Facts.PictureCaptured = frame.Facts.Captured;
            frame.Face = FaceAt(frame.Facts.Captured);
        }
        else if ((_told & CabinTold.Lids) != 0 && frame.Face.Validity != Validity.Unavailable)
        {
            frame.Face = WithLids(frame.Face);
        }

        if ((_told & CabinTold.Seats) != 0)
            frame.Facts.Sights |= CabinSights.Occupants;
        return outcome;
    }

    public void TakeLook(CabinState frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        seen?.TakeLook(frame);
        MonoDuration at = frame.Facts.Captured.Since(start);
        if ((_told & CabinTold.Phone) != 0)
        {
            frame.Facts.PhoneAtEar = Is(script.Has(CabinAct.PhoneAtEar, at));
            frame.Facts.PhoneInHand = Is(script.Has(CabinAct.PhoneInHand, at));
        }

        if ((_told & CabinTold.Seats) == 0)
            return;

        frame.Seats.Clear();
        frame.Facts.HasSeats = frame.Facts.Index % FramesPerLook == 0;
        if (!frame.Facts.HasSeats)
            return;

        Occupancy driver = script.Has(CabinAct.DriverGone, at) ? Occupancy.Empty : Occupancy.Adult;
        Add(frame, SeatId.Row1DriverSide, driver);
        foreach ((SeatId seat, CabinAct act) in Others)
        {
            Occupancy who = script.Who(act, at);
            bool hasBag = seat == SeatId.Row1PassengerSide && script.Has(CabinAct.Bag, at);
            Add(frame, seat, who == Occupancy.Empty && hasBag ? Occupancy.Item : who);
        }
    }

    public void Show(CabinState frame) => seen?.Show(frame);

    public void Dispose() => seen?.Dispose();

    private FaceState FaceAt(MonoTime now)
    {
        MonoDuration at = now.Since(start);
        bool isCovered = script.Has(CabinAct.CameraCovered, at);
        var neutral = new DriverNeutral(true, 1, default, default, default, default, default);
        if (isCovered || script.Has(CabinAct.DriverGone, at))
        {
            return new FaceState
            {
                Captured = now,
                Reason = isCovered ? FaceReason.CameraCovered : FaceReason.NoFace,
                Neutral = neutral,
            };
        }

        DriverLook look = script.LookAt(at);
        var eye = new EyeState((float)look.LeftEyeOpening, default, Sure);
        bool isGazeKnown = look.LeftEyeOpening > GazeOpening;
        return new FaceState
        {
            Captured = now,
            Validity = Validity.Valid,
            Faces = 1,
            Box = BoxOf(script.View),
            Head = new HeadPose(
                look.Yaw, look.Pitch, look.Roll, new Metres(-script.View.DriverAhead.Value), default, default, Sure),
            LeftEye = eye,
            RightEye = eye,
            Gaze = isGazeKnown
                ? new GazeState(
                    new Radians(look.Yaw.Value + look.GazeYaw.Value), new Radians(look.Pitch.Value + look.GazePitch.Value),
                    Sure)
                : default,
            Mouth = new MouthState(
                MouthShut + ((MouthYawns - MouthShut) * (float)look.MouthOpening), default, Sure),
            Neutral = neutral,
        };
    }

    /// <summary>The face as it was seen, with the lids that the script tells of that picture.</summary>
    private FaceState WithLids(in FaceState face)
    {
        DriverLook look = script.LookAt(face.Captured.Since(start));
        var eye = new EyeState((float)look.LeftEyeOpening, default, Sure);
        return face with
        {
            LeftEye = eye,
            RightEye = eye,
            Gaze = look.LeftEyeOpening > GazeOpening ? face.Gaze : default,
        };
    }

    private static void Add(CabinState frame, SeatId seat, Occupancy who)
    {
        bool isPerson = who is Occupancy.Adult or Occupancy.Child or Occupancy.Infant;
        var state = new OccupantState(
            frame.Facts.Captured, seat, Validity.Valid, who, Sure, isPerson ? BeltState.On : BeltState.Off, Sure,
            ChildSeatState.Unknown, IdentityVerdict.Unknown, 0);
        frame.Seats.TryAdd(in state);
    }

    /// <summary>Where a head of usual size would be: in the picture's middle.</summary>
    private static PixelBox BoxOf(CabinView view)
    {
        float side = (float)(view.FocalPx * 0.2 / view.DriverAhead.Value);
        return new PixelBox((view.Width - side) / 2, (view.Height - side) / 2, side, side);
    }

    private static Answer Is(bool value) => value ? Answer.Yes : Answer.No;
}

/// <summary>The camera of a cabin that is told: it never has a picture.</summary>
internal sealed class NoCabinCamera : Core.Ports.ICameraSource
{
    public bool IsEnded => false;

    public bool TryRead([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out CameraFrame? frame)
    {
        frame = null;
        return false;
    }
}
