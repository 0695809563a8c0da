using System;
using SenseAuto.Cabin.Face;
using SenseAuto.Cabin.Gestures;
using SenseAuto.Cabin.Occupants;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Inference.Cabin;

namespace SenseAuto.Service.Cabin;

/// <summary>
/// Follows one hand by its own points and tells the gestures it makes. A palm that was found beside the frame begins it.
/// The points of a picture take two frames, half of the network each: at 30 Hz every second picture is looked at, and
/// what it shows is known one frame later, with the picture's own time. One thread; allocates nothing after construction.
/// </summary>
/// <param name="landmarker">Disposed with this.</param>
/// <param name="presenceMin">0..1; less is no hand any more.</param>
public sealed class HandWatch(HandLandmarker landmarker, SeatMap seats, GestureLimits limits, float presenceMin)
    : IDisposable
{
    private readonly HandMesh _hand = new();
    private readonly StaticGestures _shapes = new();
    private readonly MovingGestures _moves = new();
    private readonly FingerTrail _trail = new();
    private readonly PixelPoint[] _places = new PixelPoint[FingerTrail.Places];
    private FaceCrop _crop;
    private GestureState _state;
    private MonoTime _begun;
    private PictureSize _size;
    private bool _isBegun;

    public bool IsFollowing { get; private set; }

    /// <summary>Pictures that the network failed on. Only goes up.</summary>
    public long Failed { get; private set; }

    /// <summary>Passed over while a hand is followed.</summary>
    public void Begin(in HandCandidate hand)
    {
        if (IsFollowing)
            return;

        _crop = HandCrop.Around(in hand);
        IsFollowing = _crop.IsUsable;
        _isBegun = false;
        _trail.Clear();
    }

    /// <summary>The gesture that this frame completed; kind None when it completed none.</summary>
    /// <param name="isWarned">A warning that is heard is on: nobody is answered.</param>
    public GestureEvent Step(CameraFrame picture, bool isWarned)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var seen = new GestureSeen(picture.Captured, SeatId.None, GestureKind.None, SwipeWay.None, 0, isWarned);
        if (IsFollowing && _isBegun)
            seen = Finish(isWarned);
        else if (IsFollowing && TryBegin(picture))
            return default;

        return GesturePolicy.Step(in seen, ref _state, limits, GestureTable.Default, out GestureEvent gesture)
            ? gesture
            : default;
    }

    /// <summary>No picture to look at: the hand must be found anew.</summary>
    public void Lose() => (IsFollowing, _isBegun) = (false, false);

    public void Dispose() => landmarker.Dispose();

    /// <summary>The half that needs the picture.</summary>
    private bool TryBegin(CameraFrame picture)
    {
        _isBegun = landmarker.TryBegin(picture, in _crop);
        Failed += _isBegun ? 0 : 1;
        IsFollowing = _isBegun;
        (_begun, _size) = (picture.Captured, new PictureSize(picture.Width, picture.Height));
        return _isBegun;
    }

    private GestureSeen Finish(bool isWarned)
    {
        var nothing = new GestureSeen(_begun, SeatId.None, GestureKind.None, SwipeWay.None, 0, isWarned);
        bool isRun = landmarker.TryFinish(_hand);
        Failed += isRun ? 0 : 1;
        _isBegun = false;
        IsFollowing = isRun && _hand.Presence >= presenceMin;
        if (!IsFollowing)
            return nothing;

        _crop = HandCrop.Around(_hand);
        (GestureKind kind, float belief) = _shapes.Of(_hand.Points);
        SwipeWay way = SwipeWay.None;
        if (kind == GestureKind.Pointing)
            (kind, way, belief) = Move(belief);
        else
            _trail.Clear();
        return nothing with { Seat = SeatOfHand(), Kind = kind, Way = way, Belief = belief };
    }

    /// <summary>A pointing finger: what it does is told once it has been seen long enough.</summary>
    private (GestureKind Kind, SwipeWay Way, float Belief) Move(float pointing)
    {
        PixelPoint tip = _hand.Points[HandMesh.IndexTip];
        _trail.Add(_begun, new PixelPoint(tip.X / _size.Width, tip.Y / _size.Height));
        if (!_trail.TryRead(_places))
            return (GestureKind.Pointing, SwipeWay.None, pointing);

        (GestureKind kind, float belief) = _moves.Of(_places);
        return kind switch
        {
            // The camera looks at the driver: his own turns and ways are mirrored on the picture.
            GestureKind.Clockwise => (GestureKind.CounterClockwise, SwipeWay.None, belief),
            GestureKind.CounterClockwise => (GestureKind.Clockwise, SwipeWay.None, belief),
            GestureKind.Swipe => Swipe(MovingGestures.WayOf(_places), belief),
            _ => (kind, SwipeWay.None, belief),
        };
    }

    private static (GestureKind Kind, SwipeWay Way, float Belief) Swipe(SwipeWay onPicture, float belief) =>
        onPicture switch
        {
            SwipeWay.None => (GestureKind.None, SwipeWay.None, 0),
            SwipeWay.Left => (GestureKind.Swipe, SwipeWay.Right, belief),
            SwipeWay.Right => (GestureKind.Swipe, SwipeWay.Left, belief),
            _ => (GestureKind.Swipe, onPicture, belief),
        };

    private SeatId SeatOfHand()
    {
        float palm = _hand.PalmPixels;
        PixelPoint wrist = _hand.Points[HandMesh.Wrist];
        var box = new PixelBox(wrist.X - (palm / 2), wrist.Y - (palm / 2), palm, palm);
        return seats.SeatOf(_size.Share(in box));
    }
}
