using System;
using SenseAuto.Cabin.Face;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Cabin.Gestures;

/// <summary>Which way a swipe went on the picture.</summary>
public enum SwipeWay : byte
{
    None,
    Left,
    Right,
    Up,
    Down,
}

/// <summary>
/// Where a fingertip was, at 16 even times over the last half second whatever the camera's rate. Fixed memory.
/// </summary>
public sealed class FingerTrail
{
    public const int Places = 16;
    private const int Capacity = 64;

    // The networks' rows were taken at 30 pictures a second: 15 steps are half a second.
    private static readonly MonoDuration Step = MonoDuration.FromSeconds(1.0 / 30);
    private static readonly MonoDuration GapMax = MonoDuration.FromMilliseconds(150);
    private readonly MonoTime[] _times = new MonoTime[Capacity];
    private readonly PixelPoint[] _points = new PixelPoint[Capacity];
    private int _count;

    /// <param name="tip">Shares of the picture's width and height.</param>
    public void Add(MonoTime captured, PixelPoint tip)
    {
        if (_count > 0 && (captured <= _times[_count - 1] || captured.Since(_times[_count - 1]) > GapMax))
            _count = 0;
        if (_count == Capacity)
        {
            Array.Copy(_times, 1, _times, 0, Capacity - 1);
            Array.Copy(_points, 1, _points, 0, Capacity - 1);
            _count--;
        }

        _times[_count] = captured;
        _points[_count++] = tip;
    }

    public void Clear() => _count = 0;

    /// <summary>False until the trail is long enough.</summary>
    /// <param name="into"><see cref="Places"/> points, oldest first.</param>
    public bool TryRead(Span<PixelPoint> into)
    {
        if (_count < 2)
            return false;

        MonoTime last = _times[_count - 1];
        long length = Step.Nanoseconds * (Places - 1);
        if (last.Nanoseconds - _times[0].Nanoseconds < length)
            return false;

        int at = 0;
        for (int i = 0; i < Places; i++)
        {
            long when = last.Nanoseconds - length + (Step.Nanoseconds * i);
            while (at < _count - 2 && _times[at + 1].Nanoseconds < when)
                at++;
            into[i] = Between(at, when);
        }

        return true;
    }

    private PixelPoint Between(int at, long when)
    {
        (long from, long to) = (_times[at].Nanoseconds, _times[at + 1].Nanoseconds);
        float share = Math.Clamp((float)(when - from) / (to - from), 0, 1);
        PixelPoint a = _points[at];
        PixelPoint b = _points[at + 1];
        return new PixelPoint(a.X + (share * (b.X - a.X)), a.Y + (share * (b.Y - a.Y)));
    }
}

/// <summary>How a fingertip moves. One thread at a time; allocates nothing after construction.</summary>
public sealed class MovingGestures
{
    private const float Enlarge = 10;
    private const float Bound = 3;

    // A swipe crosses at least this share of the picture, and is this much longer one way than the other.
    private const float SwipeMin = 0.15f;
    private const float SwipeOneWay = 1.5f;

    private static readonly GestureKind[] Kinds =
        [GestureKind.Halt, GestureKind.Clockwise, GestureKind.CounterClockwise, GestureKind.Swipe];

    private readonly SmallNetwork _network = new(GestureWeights.Load().Moving);
    private readonly float[] _input = new float[FingerTrail.Places * 2];

    /// <summary>Turns are told as on the picture: mirrored against the driver's own view of them.</summary>
    /// <param name="trail">16 places, shares of the picture's width and height, oldest first.</param>
    public (GestureKind Kind, float Belief) Of(ReadOnlySpan<PixelPoint> trail)
    {
        if (trail.Length != FingerTrail.Places)
            return (GestureKind.None, 0);

        for (int i = 0; i < trail.Length; i++)
        {
            _input[2 * i] = Math.Clamp((trail[i].X - trail[0].X) * Enlarge, -Bound, Bound);
            _input[(2 * i) + 1] = Math.Clamp((trail[i].Y - trail[0].Y) * Enlarge, -Bound, Bound);
        }

        int best = _network.Run(_input);
        return best < 0 ? (GestureKind.None, 0) : (Kinds[best], _network.Beliefs[best]);
    }

    /// <summary>None when the way is short or slanting.</summary>
    public static SwipeWay WayOf(ReadOnlySpan<PixelPoint> trail)
    {
        float x = trail[^1].X - trail[0].X;
        float y = trail[^1].Y - trail[0].Y;
        if (MathF.Abs(x) >= MathF.Max(SwipeMin, SwipeOneWay * MathF.Abs(y)))
            return x > 0 ? SwipeWay.Right : SwipeWay.Left;

        return MathF.Abs(y) >= MathF.Max(SwipeMin, SwipeOneWay * MathF.Abs(x))
            ? y > 0 ? SwipeWay.Down : SwipeWay.Up
            : SwipeWay.None;
    }
}
