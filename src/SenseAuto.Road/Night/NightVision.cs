using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Road.Night;

/// <summary>
/// Looks at the night for the high beam: how dark it is, who comes, who drives ahead, and lamps over the road. One
/// step a picture; one caller; allocates nothing after construction; equal input gives equal output.
/// </summary>
public sealed class NightVision
{
    /// <summary>Lights followed at most.</summary>
    public const int Capacity = 64;

    // After a longer gap the lights are others.
    private const double GapS = 0.5;

    // How far a light may be from where it was expected: some pixels, and more for a wide one.
    private const double GatePixels = 6;
    private const double GateWidths = 0.5;

    // Two lamps of a vehicle: equally high within pixels or this share of their distance, and alike in size.
    private const double LevelPixels = 2;
    private const double LevelShare = 0.12;
    private const double AreaRatioMax = 4;
    private const double PairedConfidence = 0.95;
    private const double SingleConfidence = 0.7;
    private readonly CameraGeometry _camera;
    private readonly NightLimits _limits;
    private readonly AmbientLight _ambient;
    private readonly LightSpots _spots;
    private readonly LampTrack[] _tracks = new LampTrack[Capacity];
    private readonly NightLight[] _messages = new NightLight[Capacity];
    private readonly bool[] _isTaken = new bool[512];
    private int _count;
    private int _published;
    private int _nextId = 1;
    private MonoTime _lastAt;
    private bool _hasLooked;

    public NightVision(CameraGeometry camera, NightLimits limits)
    {
        ArgumentNullException.ThrowIfNull(camera);
        ArgumentNullException.ThrowIfNull(limits);
        limits.Validate();
        _camera = camera;
        _limits = limits;
        _ambient = new AmbientLight(limits);
        _spots = new LightSpots(limits);
    }

    /// <summary>Confirmed lights as of the last step. Valid until the next step.</summary>
    public ReadOnlySpan<NightLight> Lights => _messages.AsSpan(0, _published);

    /// <summary>Pictures of another size than the camera's. Only goes up.</summary>
    public long Mismatched { get; private set; }

    /// <summary>Spots that found no room among the lights followed. Only goes up.</summary>
    public long Overflowed { get; private set; }

    /// <param name="ownSpeed">0 when it is not known: reflectors then count as lamps.</param>
    public NightScene Step(CameraFrame picture, MetresPerSecond ownSpeed)
    {
        ArgumentNullException.ThrowIfNull(picture);
        _published = 0;
        if (picture.Width != _camera.Width || picture.Height != _camera.Height)
        {
            Mismatched++;
            _count = 0;
            return new NightScene { Captured = picture.Captured };
        }

        double dtS = _hasLooked ? picture.Captured.AgeOf(_lastAt).Seconds : 0;
        if (dtS > GapS)
            _count = 0;
        _lastAt = picture.Captured;
        _hasLooked = true;
        var view = new LumaView(picture);
        _ambient.Step(view, picture.Width, picture.Height, Math.Min(dtS, GapS));
        if (_ambient.Level == AmbientLevel.Night)
            Look(view, dtS, ownSpeed);
        else
            _count = 0;

        return Scene(picture.Captured);
    }

    private void Look(in LumaView view, double dtS, MetresPerSecond ownSpeed)
    {
        int end = (int)Math.Clamp(
            _camera.HorizonRow + (_limits.LowestRad * _camera.FocalY), 1, _camera.Height);
        _spots.Find(view, _camera.Width, 0, end);
        for (int i = 0; i < _count; i++)
            _tracks[i].Predict(dtS);

        Array.Clear(_isTaken);
        for (int i = _count - 1; i >= 0; i--)
            Follow(i);
        Begin();
        for (int i = 0; i < _count; i++)
            _tracks[i].Classify(_camera, _limits, double.IsFinite(ownSpeed.Value) ? ownSpeed.Value : 0);
        Pair();
    }

    private void Follow(int index)
    {
        ref LampTrack track = ref _tracks[index];
        ReadOnlySpan<LightSpot> spots = _spots.Items;
        int nearest = -1;
        double least = GatePixels + (GateWidths * track.Spot.Width);
        for (int i = 0; i < spots.Length; i++)
        {
            double distance = Math.Abs(spots[i].Column - track.Column) + Math.Abs(spots[i].Row - track.Row);
            if (!_isTaken[i] && distance < least)
                (nearest, least) = (i, distance);
        }

        if (nearest >= 0)
        {
            _isTaken[nearest] = true;
            if (track.UnseenS > 0)
                track.Update(spots[nearest], track.UnseenS);
        }
        else if (track.UnseenS > _limits.CoastS)
        {
            track = _tracks[--_count];
        }
    }

    private void Begin()
    {
        ReadOnlySpan<LightSpot> spots = _spots.Items;
        for (int i = 0; i < spots.Length; i++)
        {
            if (_isTaken[i])
                continue;
            if (_count < Capacity)
                _tracks[_count++] = LampTrack.From(_nextId++, spots[i]);
            else
                Overflowed++;
        }
    }

    private void Pair()
    {
        for (int i = 0; i < _count; i++)
            _tracks[i].Partner = -1;
        for (int i = 0; i < _count; i++)
        {
            int best = -1;
            double least = double.PositiveInfinity;
            for (int j = i + 1; j < _count && _tracks[i].Partner < 0; j++)
            {
                double apart = Math.Abs(_tracks[i].Column - _tracks[j].Column);
                if (_tracks[j].Partner < 0 && apart < least && IsPair(_tracks[i], _tracks[j], apart))
                    (best, least) = (j, apart);
            }

            if (best >= 0)
                (_tracks[i].Partner, _tracks[best].Partner) = (best, i);
        }
    }

    /// <summary>Alike, equally high, and as far apart as lamps are on a road that the lights lie on.</summary>
    private bool IsPair(in LampTrack a, in LampTrack b, double apart)
    {
        bool isVehicle = a.Kind is NightLightKind.Oncoming or NightLightKind.Preceding;
        double ratio = (double)a.Spot.Area / b.Spot.Area;
        return isVehicle && a.Kind == b.Kind
            && apart > Math.Max(2, (a.Spot.Width + b.Spot.Width) / 2.0)
            && apart < _camera.FocalX * _limits.PairM / 5
            && Math.Abs(a.Row - b.Row) <= Math.Max(LevelPixels, LevelShare * apart)
            && ratio is < AreaRatioMax and > 1 / AreaRatioMax;
    }

    private NightScene Scene(MonoTime captured)
    {
        var oncoming = new Nearest();
        var preceding = new Nearest();
        int overhead = 0;
        for (int i = 0; i < _count; i++)
        {
            ref readonly LampTrack track = ref _tracks[i];
            if (track.SeenS < _limits.ConfirmS)
                continue;

            double rangeM = track.Partner >= 0
                ? _camera.FocalX * _limits.PairM / Math.Abs(track.Column - _tracks[track.Partner].Column)
                : 0;
            double confidence = rangeM > 0 ? PairedConfidence : SingleConfidence;
            _messages[_published++] = track.ToMessage(captured, _camera, rangeM, confidence);
            overhead += track.Kind == NightLightKind.Overhead ? 1 : 0;
            if (track.Kind == NightLightKind.Oncoming)
                oncoming.Add(rangeM);
            else if (track.Kind == NightLightKind.Preceding)
                preceding.Add(rangeM);
        }

        bool isBlind = _ambient.IsBlind || (_ambient.Level == AmbientLevel.Night && _spots.IsOverflown);
        return new NightScene(
            captured, isBlind ? Validity.Unavailable : Validity.Valid, _ambient.Level, oncoming.Any, preceding.Any,
            new Metres(oncoming.RangeM), new Metres(preceding.RangeM), overhead);
    }

    /// <summary>The nearest range; 0 as soon as one is not known, because that one may be nearer.</summary>
    private struct Nearest
    {
        private bool _isUnknown;
        private double _rangeM;

        public bool Any { get; private set; }

        public readonly double RangeM => _isUnknown ? 0 : _rangeM;

        public void Add(double rangeM)
        {
            _isUnknown |= !(rangeM > 0);
            _rangeM = Any ? Math.Min(_rangeM, rangeM) : rangeM;
            Any = true;
        }
    }
}
