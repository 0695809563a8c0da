using System;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Road.Ego;
using SenseAuto.Road.Tracks;

namespace SenseAuto.Road.Lights;

/// <summary>Traffic lights on the newest picture. Not new: its sightings are not looked at.</summary>
public readonly ref struct LightPicture(MonoTime captured, ReadOnlySpan<LightSighting> sightings, bool isNew)
{
    /// <summary>Of the picture, also when no light was seen on it.</summary>
    public MonoTime Captured { get; } = captured;

    public ReadOnlySpan<LightSighting> Sightings { get; } = sightings;

    public bool IsNew { get; } = isNew;

    /// <summary>Part of the picture that was looked at; empty means all of it.</summary>
    public PixelBox Looked { get; init; }
}

/// <summary>
/// Traffic lights over time: where they are, what they show, and which one counts for us. One step a frame; one
/// caller; allocates nothing after construction; equal input gives equal output.
/// </summary>
/// <remarks>
/// The light that counts is the best placed of the nearest ones. Another of them that is placed nearly as well and
/// shows something else makes it Degraded: arrows are not read, so either may be ours.
/// </remarks>
public sealed class TrafficLights
{
    /// <summary>Lights followed at most; the weakest detections beyond are counted and dropped.</summary>
    public const int Capacity = 16;

    // The next crossing's lights are farther away than this times the nearest light's range, and some metres.
    private const double GroupShare = 1.35;
    private const double GroupM = 8;

    // A light stays the one that counts until another fits this much better.
    private const float KeepBonus = 1.2f;

    // Another light counts as nearly as well placed from this share of the best one's relevance on.
    private const float RivalShare = 0.7f;

    // A sighting may lie this many of its heights, and some pixels, from where the light was expected.
    private const double GateHeights = 0.9;
    private const double GatePixels = 8;
    private const double SizeRatioMax = 1.7;
    private static readonly ExistenceLimits Existing = new(RiseS: 0.12, FallS: 0.5);
    private readonly CameraGeometry _camera;
    private readonly TrafficLightLimits _limits;
    private readonly FollowedLight[] _lights = new FollowedLight[Capacity];
    private readonly TrafficLight[] _messages = new TrafficLight[Capacity];
    private readonly bool[] _isMatched = new bool[Capacity];
    private int _count;
    private int _published;
    private int _nextId = 1;
    private int _relevantId;
    private MonoTime _pictureAt;

    public TrafficLights(CameraGeometry camera, TrafficLightLimits limits)
    {
        ArgumentNullException.ThrowIfNull(camera);
        ArgumentNullException.ThrowIfNull(limits);
        limits.Validate();
        _camera = camera;
        _limits = limits;
    }

    /// <summary>Confirmed lights as of the last step. Valid until the next step.</summary>
    public ReadOnlySpan<TrafficLight> Lights => _messages.AsSpan(0, _published);

    /// <summary>Sightings that were no boxes or out of range. Only goes up.</summary>
    public long Rejected { get; private set; }

    /// <summary>Sightings that found no room. Only goes up.</summary>
    public long Overflowed { get; private set; }

    /// <summary>The light that counts for us, if there is one.</summary>
    public bool TryRelevant(out TrafficLight light)
    {
        foreach (ref readonly TrafficLight candidate in Lights)
        {
            if (candidate.IsRelevant)
            {
                light = candidate;
                return true;
            }
        }

        light = default;
        return false;
    }

    /// <param name="moved">Own motion since the last step.</param>
    /// <param name="path">Where we are going.</param>
    public ReadOnlySpan<TrafficLight> Step(
        MonoTime now, in EgoStep moved, in PathAhead path, in LightPicture picture)
    {
        for (int i = 0; i < _count; i++)
            _lights[i].Predict(moved, _camera);
        if (picture.IsNew)
            See(picture);

        for (int i = _count - 1; i >= 0; i--)
        {
            bool isGone = _lights[i].Existence < ExistenceLimits.Dropped
                || now.AgeOf(_lights[i].SeenAt).Seconds > Existing.CoastS
                || !(_lights[i].DepthM > 0);
            if (isGone)
                _lights[i] = _lights[--_count];
        }

        Publish(now, path);
        return Lights;
    }

    private void See(in LightPicture picture)
    {
        Array.Clear(_isMatched);
        int before = _count;
        double sincePictureS = picture.Captured.AgeOf(_pictureAt).Seconds;
        _pictureAt = picture.Captured;
        foreach (ref readonly LightSighting sighting in picture.Sightings)
        {
            if (!LightPlace.TryFind(sighting.Box, _camera, _limits, out LightPlace place))
            {
                Rejected++;
                continue;
            }

            int index = NearestTo(sighting.Box, before);
            if (index < 0)
                index = Begin(place, sighting, picture.Captured);
            if (index >= 0)
                Update(index, place, sighting, picture.Captured);
        }

        Miss(picture, before, sincePictureS);
    }

    private void Update(int index, in LightPlace place, in LightSighting sighting, MonoTime captured)
    {
        ref FollowedLight light = ref _lights[index];
        bool isFirst = light.Belief == LightBelief.Fresh;
        double sinceS = isFirst ? _limits.EvidenceS : captured.AgeOf(light.SeenAt).Seconds;
        light.Existence = Existing.Seen(light.Existence, isFirst ? 0 : sinceS);
        light.Belief = light.Belief.Seen(sighting.Shares, sinceS, captured, _limits);
        light.Update(place, sighting);
        light.SeenAt = captured;
        _isMatched[index] = true;
    }

    private int Begin(in LightPlace place, in LightSighting sighting, MonoTime captured)
    {
        if (_count == Capacity)
        {
            Overflowed++;
            return -1;
        }

        _lights[_count] = FollowedLight.From(_nextId++, place, sighting, captured);
        return _count++;
    }

    private void Miss(in LightPicture picture, int before, double sincePictureS)
    {
        PixelBox looked = picture.Looked;
        for (int i = 0; i < before; i++)
        {
            ref FollowedLight light = ref _lights[i];
            bool wasLookedAt = looked.Area <= 0
                || (light.Box.Left >= looked.Left && light.Box.Right <= looked.Right
                    && light.Box.Top >= looked.Top && light.Box.Bottom <= looked.Bottom);
            if (!_isMatched[i] && wasLookedAt)
                light.Existence = Existing.Missed(light.Existence, sincePictureS);
        }
    }

    /// <summary>The followed light that the box is nearest to, within the gate; -1 for none.</summary>
    private int NearestTo(in PixelBox box, int count)
    {
        int nearest = -1;
        double least = double.PositiveInfinity;
        for (int i = 0; i < count; i++)
        {
            ref readonly FollowedLight light = ref _lights[i];
            double ratio = box.Height / light.Box.Height;
            if (_isMatched[i] || !(ratio is > 1 / SizeRatioMax and < SizeRatioMax))
                continue;

            double distance = DistanceTo(box, in light);
            if (distance < (GateHeights * box.Height) + GatePixels && distance < least)
                (nearest, least) = (i, distance);
        }

        return nearest;
    }

    private double DistanceTo(in PixelBox box, in FollowedLight light)
    {
        double forward = light.DepthM + _camera.Forward.Value;
        if (!_camera.TryProject(forward, light.LeftM, light.UpM, out double column, out double row))
            return double.PositiveInfinity;

        return Math.Sqrt(Square(box.CentreX - column) + Square(box.Top + (box.Height / 2) - row));
    }

    private void Publish(MonoTime now, in PathAhead path)
    {
        int relevant = Choose(path);
        _relevantId = relevant < 0 ? 0 : _lights[relevant].Id;
        bool isContradicted = relevant >= 0 && IsContradicted(relevant);
        _published = 0;
        for (int i = 0; i < _count; i++)
        {
            if (_lights[i].Existence >= ExistenceLimits.Confirmed)
            {
                _messages[_published++] = _lights[i].ToMessage(
                    now, _camera, _limits, i == relevant, i == relevant && isContradicted);
            }
        }
    }

    private int Choose(in PathAhead path)
    {
        double nearestM = double.PositiveInfinity;
        for (int i = 0; i < _count; i++)
        {
            _lights[i].Relevance = _lights[i].RelevanceFor(path, _camera, _limits);
            if (IsCandidate(i))
                nearestM = Math.Min(nearestM, _lights[i].DepthM);
        }

        int best = -1;
        float most = 0;
        for (int i = 0; i < _count; i++)
        {
            float fit = _lights[i].Relevance * (_lights[i].Id == _relevantId ? KeepBonus : 1);
            bool isOfGroup = _lights[i].DepthM <= (GroupShare * nearestM) + GroupM;
            if (IsCandidate(i) && isOfGroup && fit > most)
                (best, most) = (i, fit);
        }

        return best;
    }

    private bool IsCandidate(int index) =>
        _lights[index].Existence >= ExistenceLimits.Confirmed && _lights[index].Relevance >= _limits.RelevanceMin;

    /// <summary>A rival of the same crossing shows another confirmed state.</summary>
    private bool IsContradicted(int chosen)
    {
        ref readonly FollowedLight ours = ref _lights[chosen];
        for (int i = 0; i < _count; i++)
        {
            ref readonly FollowedLight other = ref _lights[i];
            bool isRival = i != chosen && IsCandidate(i) && other.Relevance >= RivalShare * ours.Relevance
                && other.DepthM <= (GroupShare * ours.DepthM) + GroupM
                && ours.DepthM <= (GroupShare * other.DepthM) + GroupM;
            if (isRival && other.Belief.State != ours.Belief.State && other.Belief.State != LightState.Unknown)
                return true;
        }

        return false;
    }

    private static double Square(double value) => value * value;
}
