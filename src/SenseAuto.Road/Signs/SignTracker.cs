using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Road.Signs;

/// <summary>
/// Signs over time. Looks at one sign add up as log evidence weighted by the time between them, so that the rate of
/// pictures does not matter; our own motion carries a sign on to the moment we pass it. Allocates nothing after
/// construction; one thread at a time.
/// </summary>
public sealed class SignTracker
{
    /// <summary>Signs followed at one time; a new one beyond that is not followed.</summary>
    public const int TracksMax = 24;

    // Beside the share of its width: the picture's own jitter.
    private const double NearPixels = 8;

    private readonly CameraGeometry _camera;
    private readonly SignSeenLimits _limits;
    private readonly SignTrack[] _tracks = new SignTrack[TracksMax];
    private readonly bool[] _isTaken = new bool[TracksMax];
    private MonoTime _last;
    private bool _hasStepped;
    private double _speedMps;
    private int _ids;

    /// <exception cref="ArgumentException">Limits that cannot be.</exception>
    public SignTracker(CameraGeometry camera, SignSeenLimits limits)
    {
        ArgumentNullException.ThrowIfNull(camera);
        ArgumentNullException.ThrowIfNull(limits);
        limits.Validate();
        (_camera, _limits) = (camera, limits);
        for (int i = 0; i < _tracks.Length; i++)
            _tracks[i] = new SignTrack(limits);
    }

    /// <summary>Looks that began no track because all were in use. Only goes up.</summary>
    public long Refused { get; private set; }

    /// <summary>
    /// One picture's looks, or none, and what is confirmed after them. A sign that is passed is told once, with
    /// <see cref="TrafficSign.HasPassed"/>, and then forgotten.
    /// </summary>
    /// <param name="now">Time of the picture, or of the frame when there is no picture.</param>
    /// <param name="ego">Its last known speed goes on while it is not known.</param>
    public void Step(MonoTime now, in EgoState ego, SignLooks looks, FixedList<TrafficSign> into)
    {
        ArgumentNullException.ThrowIfNull(looks);
        ArgumentNullException.ThrowIfNull(into);
        Carry(now, in ego);
        Array.Clear(_isTaken);
        for (int i = 0; i < looks.Count; i++)
            Assign(now, looks, i);
        into.Clear();
        foreach (SignTrack track in _tracks)
        {
            if (track.IsUsed)
                Tell(now, track, into);
        }
    }

    private void Carry(MonoTime now, in EgoState ego)
    {
        bool knowsSpeed = ego.Validity != Validity.Unavailable && (ego.Known & EgoSignals.Speed) != 0
            && double.IsFinite(ego.Speed.Value);
        _speedMps = knowsSpeed ? Math.Max(0, ego.Speed.Value) : _speedMps;
        double wayM = _hasStepped ? now.AgeOf(_last).Seconds * _speedMps : 0;
        (_last, _hasStepped) = (now, true);
        foreach (SignTrack track in _tracks)
            track.Carry(wayM);
    }

    private void Assign(MonoTime now, SignLooks looks, int index)
    {
        ref readonly PixelBox box = ref looks.Box(index);
        int place = NearestTo(in box);
        bool isFirst = place < 0;
        if (isFirst)
        {
            // What is surely no sign begins no track.
            if (looks.Best(index, out _) == SignClass.Unknown)
                return;

            place = Array.FindIndex(_tracks, track => !track.IsUsed);
            if (place < 0)
            {
                Refused++;
                return;
            }

            _tracks[place].Start(++_ids, in box, now, _camera);
        }

        _isTaken[place] = true;
        _tracks[place].Look(in box, looks.LogProbabilities(index), now, _camera, isFirst);
    }

    private int NearestTo(in PixelBox box)
    {
        int nearest = -1;
        double least = double.MaxValue;
        for (int i = 0; i < _tracks.Length; i++)
        {
            SignTrack track = _tracks[i];
            double ratio = box.Height / Math.Max(1, track.Box.Height);
            if (!track.IsUsed || _isTaken[i] || ratio > _limits.SizeRatioMax || ratio < 1 / _limits.SizeRatioMax)
                continue;

            (double x, double y) = track.Expected(_camera);
            double dx = box.CentreX - x;
            double dy = box.Top + (box.Height / 2) - y;
            double distance = Math.Sqrt((dx * dx) + (dy * dy));
            if (distance <= (_limits.NearWidths * box.Width) + NearPixels && distance < least)
                (nearest, least) = (i, distance);
        }

        return nearest;
    }

    private void Tell(MonoTime now, SignTrack track, FixedList<TrafficSign> into)
    {
        MonoDuration unseen = now.AgeOf(track.LastSeen);
        bool hasPassed = track.AheadM <= 0;
        if (!track.IsConfirmed)
        {
            if (hasPassed || unseen >= _limits.LostAfter)
                track.Free();
            return;
        }

        into.TryAdd(new TrafficSign(
            now, track.Id, track.Class, unseen.Nanoseconds == 0 ? Validity.Valid : Validity.Degraded, track.Confidence,
            track.Box, new Metres(track.AheadM), new Metres(track.LeftM), hasPassed, hasPassed ? now : default));
        if (hasPassed || unseen >= _limits.CarriedFor)
            track.Free();
    }
}
