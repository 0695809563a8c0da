using System;
using SenseAuto.Can.Dbc;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Can.Output;

/// <summary>The messages about traffic signs, the traffic light ahead and the request to the lighting.</summary>
internal sealed class SightOutput
{
    private readonly OutputMessage _signs;
    private readonly OutputMessage _light;
    private readonly OutputMessage _beam;
    private readonly SignSignals _sign;
    private readonly LightSignals _lamp;
    private readonly BeamSignals _request;

    public SightOutput(DbcDatabase database)
    {
        _signs = new OutputMessage(database, "SA_TrafficSigns");
        _light = new OutputMessage(database, "SA_TrafficLight");
        _beam = new OutputMessage(database, "SA_HighBeam");
        _sign = new SignSignals(
            _signs.Signal("Validity"), _signs.Signal("LimitKind"), _signs.Signal("Limit"), _signs.Signal("IsExceeded"),
            _signs.Signal("NoOvertaking"), _signs.Signal("NoOvertakingByTrucks"), _signs.Signal("Notice"));
        _lamp = new LightSignals(
            _light.Signal("Validity"), _light.Signal("State"), _light.Signal("Forward"), _light.Signal("Confidence"));
        _request = new BeamSignals(_beam.Signal("Validity"), _beam.Signal("Request"), _beam.Signal("Dipped"));
    }

    public bool TryEncode(in SignInformation signs, MonoTime now, byte bus, FixedList<CanFrame> into)
    {
        _signs.Begin();
        _signs.SetCode(_sign.Validity, (int)signs.Validity);
        if (signs.Validity != Validity.Unavailable)
        {
            _signs.SetCode(_sign.Kind, (int)signs.Kind);
            if (signs.Kind == SpeedLimitKind.Limit)
                _signs.Set(_sign.Limit, signs.Limit.ToKilometresPerHour());
            _signs.SetCode(_sign.IsExceeded, signs.IsExceeded ? 1 : 0);
            _signs.SetCode(_sign.NoOvertaking, signs.IsOvertakingForbidden ? 1 : 0);
            _signs.SetCode(_sign.NoOvertakingByTrucks, signs.IsOvertakingByTrucksForbidden ? 1 : 0);
            _signs.SetCode(_sign.Notice, (int)signs.Notice);
        }

        return _signs.TryFinish(now, bus, into);
    }

    /// <summary>The relevant one of the lights; "not available" when there is none.</summary>
    public bool TryEncode(ReadOnlySpan<TrafficLight> lights, MonoTime now, byte bus, FixedList<CanFrame> into)
    {
        _light.Begin();
        foreach (ref readonly TrafficLight light in lights)
        {
            if (!light.IsRelevant)
                continue;

            _light.SetCode(_lamp.Validity, (int)light.Validity);
            _light.SetCode(_lamp.State, (int)light.State);
            _light.Set(_lamp.Forward, light.Forward.Value);
            _light.Set(_lamp.Confidence, light.Confidence);
            break;
        }

        return _light.TryFinish(now, bus, into);
    }

    public bool TryEncode(in HighBeamRequest request, MonoTime now, byte bus, FixedList<CanFrame> into)
    {
        _beam.Begin();
        _beam.SetCode(_request.Validity, (int)request.Validity);
        if (request.Validity != Validity.Unavailable)
        {
            _beam.SetCode(_request.Request, request.IsHighBeam ? 1 : 0);
            _beam.SetCode(_request.Dipped, (int)request.Dipped);
        }

        return _beam.TryFinish(now, bus, into);
    }

    /// <summary>All three with nothing available in them.</summary>
    public bool TryEncodeUnavailable(MonoTime now, byte bus, FixedList<CanFrame> into)
    {
        _signs.Begin();
        _light.Begin();
        _beam.Begin();
        return _signs.TryFinish(now, bus, into) & _light.TryFinish(now, bus, into) & _beam.TryFinish(now, bus, into);
    }

    private readonly record struct SignSignals(
        int Validity, int Kind, int Limit, int IsExceeded, int NoOvertaking, int NoOvertakingByTrucks, int Notice);

    private readonly record struct LightSignals(int Validity, int State, int Forward, int Confidence);

    private readonly record struct BeamSignals(int Validity, int Request, int Dipped);
}
