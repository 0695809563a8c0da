using System;
using SenseAuto.Cabin.Face;
using SenseAuto.Cabin.Gestures;
using SenseAuto.Cabin.Occupants;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Inference.Cabin;

namespace SenseAuto.Service.Cabin;

/// <summary>
/// Follows one hand from picture to picture by its own points and tells the gestures it makes. A palm that was found
/// beside the frame begins it. One thread; allocates nothing after construction.
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
        _trail.Clear();
    }

    /// <summary>The gesture that this picture completed; kind None when it completed none.</summary>
    /// <param name="isWarned">A warning that is heard is on: nobody is answered.</param>
    public GestureEvent Step(CameraFrame picture, bool isWarned)
    {
        ArgumentNullException.ThrowIfNull(picture);
        GestureSeen seen = IsFollowing
            ? Follow(picture)
            : new GestureSeen(picture.Captured, SeatId.None, GestureKind.None, SwipeWay.None, 0, isWarned);
        seen = seen with { IsDriverWarned = isWarned };
        return GesturePolicy.Step(in seen, ref _state, limits, GestureTable.Default, out GestureEvent gesture)
            ? gesture
            : default;
    }

    /// <summary>No picture to look at: the hand must be found anew.</summary>
    public void Lose() => IsFollowing = false;

    public void Dispose() => landmarker.Dispose();

    private GestureSeen Follow(CameraFrame picture)
    {
        var nothing = new GestureSeen(picture.Captured, SeatId.None, GestureKind.None, SwipeWay.None, 0, false);
        bool isRun = landmarker.TryRun(picture, in _crop, _hand);
        Failed += isRun ? 0 : 1;
        IsFollowing = isRun && _hand.Presence >= presenceMin;
        if (!IsFollowing)
            return nothing;

        _crop = HandCrop.Around(_hand);
        var size = new PictureSize(picture.Width, picture.Height);
        (GestureKind kind, float belief) = _shapes.Of(_hand.Points);
        SwipeWay way = SwipeWay.None;
        if (kind == GestureKind.Pointing)
            (kind, way, belief) = Move(picture.Captured, in size, belief);
        else
            _trail.Clear();
        return nothing with { Seat = SeatOfHand(in size), Kind = kind, Way = way, Belief = belief };
    }

    /// <summary>A pointing finger: what it does is told once it has been seen long enough.</summary>
    private (GestureKind Kind, SwipeWay Way, float Belief) Move(MonoTime captured, in PictureSize size, float pointing)
    {
        PixelPoint tip = _hand.Points[HandMesh.IndexTip];
        _trail.Add(captured, new PixelPoint(tip.X / size.Width, tip.Y / size.Height));
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

    private SeatId SeatOfHand(in PictureSize size)
    {
        float palm = _hand.PalmPixels;
        PixelPoint wrist = _hand.Points[HandMesh.Wrist];
        var box = new PixelBox(wrist.X - (palm / 2), wrist.Y - (palm / 2), palm, palm);
        return seats.SeatOf(size.Share(in box));
    }
}
