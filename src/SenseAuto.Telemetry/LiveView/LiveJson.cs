using System;
using System.Buffers;
using System.Text.Json;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Telemetry.LiveView;

/// <summary>
/// The messages of the page's own socket. A frame is one compact text: objects are rows of numbers in the order that
/// the page's words.js names; enumerations are numbers whose names are in the hello.
/// </summary>
internal sealed class LiveJson : IDisposable
{
    private static readonly HealthFlags[] AllFlags = Enum.GetValues<HealthFlags>();
    private readonly Utf8JsonWriter _json =
        new(new ArrayBufferWriter<byte>(), new JsonWriterOptions { SkipValidation = true });

    public void Dispose() => _json.Dispose();

    /// <summary>Said once to each client: what does not change.</summary>
    /// <param name="cabin">Null without a cabin side.</param>
    public static byte[] Hello(
        CameraGeometry camera, MonoDuration period, MonoDuration budget, CabinPage? cabin = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("t", "hello");
        json.WriteNumber("periodMs", period.Milliseconds);
        json.WriteNumber("budgetMs", budget.Milliseconds);
        json.WriteStartObject("camera");
        json.WriteNumber("width", camera.Width);
        json.WriteNumber("height", camera.Height);
        json.WriteNumber("fx", camera.FocalX);
        json.WriteNumber("fy", camera.FocalY);
        json.WriteNumber("cx", camera.CentreX);
        json.WriteNumber("cy", camera.CentreY);
        json.WriteNumber("x", camera.Forward.Value);
        json.WriteNumber("y", camera.Left.Value);
        json.WriteNumber("z", camera.Up.Value);
        json.WriteNumber("pitch", camera.PitchDown.Value);
        json.WriteNumber("yaw", camera.YawLeft.Value);
        json.WriteNumber("roll", camera.RollRight.Value);
        json.WriteEndObject();
        if (cabin is not null)
            CabinJson.Hello(json, cabin);
        json.WriteStartObject("names");
        CabinJson.Names(json);
        Names<StageId>(json, "stage");
        Names<StageOutcome>(json, "outcome");
        Names<ObjectClass>(json, "object");
        Names<LaneSide>(json, "laneSide");
        Names<LaneLineType>(json, "laneType");
        Names<FunctionId>(json, "function");
        Names<FunctionState>(json, "state");
        Names<FunctionReason>(json, "reason");
        Names<WarningLevel>(json, "level");
        Names<WarningSide>(json, "side");
        Names<Quantity>(json, "quantity");
        Names<SignClass>(json, "sign");
        Names<SpeedLimitKind>(json, "limitKind");
        Names<LightState>(json, "light");
        Names<DippedFor>(json, "dipped");
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    public void Frame(IBufferWriter<byte> into, FrameSnapshot frame)
    {
        _json.Reset(into);
        _json.WriteStartObject();
        _json.WriteString("t", "frame");
        _json.WriteNumber("i", frame.Ledger.Index);
        _json.WriteNumber("ms", Math.Round(frame.Time.Nanoseconds * 1e-6, 1));
        _json.WriteNumber("cam", Math.Round(frame.Ledger.CameraCaptured.Nanoseconds * 1e-6, 1));
        Ego(frame.Ego);
        Lanes(frame);
        Tracks(frame);
        Radar(frame);
        Detections(frame);
        Signs(frame);
        Lights(frame);
        Advice(frame);
        Warnings(frame);
        Functions(frame);
        Stages(frame.Ledger);
        _json.WriteEndObject();
        _json.Flush();
    }

    public void Health(IBufferWriter<byte> into, FrameSnapshot frame, FrameMeters meters, LiveExtras extras)
    {
        _json.Reset(into);
        _json.WriteStartObject();
        _json.WriteString("t", "health");
        _json.WriteBoolean("known", frame.HasHealth);
        _json.WriteStartArray("flags");
        foreach (HealthFlags flag in AllFlags)
        {
            if (flag != HealthFlags.None && frame.HasHealth && (frame.Health.Flags & flag) != 0)
                _json.WriteStringValue(Enum.GetName(flag));
        }

        _json.WriteEndArray();
        _json.WriteNumber("frames", frame.HasHealth ? frame.Health.Frames : meters.Frames);
        _json.WriteNumber("late", frame.HasHealth ? frame.Health.LateFrames : meters.Late);
        _json.WriteNumber("skipped", frame.Health.StagesSkipped);
        _json.WriteNumber("canFaults", frame.Health.CanFaults);
        _json.WriteNumber("picturesDropped", frame.Health.PicturesDropped);
        _json.WriteNumber("recordsDropped", frame.Health.RecordsDropped);
        _json.WriteNumber("telemetryDropped", extras.Dropped);
        _json.WriteString("broker", extras.Broker);
        _json.WriteString("brokerWhy", extras.BrokerWhy);
        _json.WriteNumber("foxglove", extras.FoxgloveClients);
        _json.WriteStartArray("cost");
        foreach (StageCost cost in meters.Costs)
        {
            _json.WriteStartArray();
            Number(cost.P50.Milliseconds, 2);
            Number(cost.P99.Milliseconds, 2);
            Number(cost.Max.Milliseconds, 2);
            _json.WriteEndArray();
        }

        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.Flush();
    }

    private void Ego(EgoState ego)
    {
        bool HasSignal(EgoSignals signal) => ego.Validity != Validity.Unavailable && (ego.Known & signal) != 0;

        _json.WriteStartObject("ego");
        _json.WritePropertyName("kmh");
        Number(HasSignal(EgoSignals.Speed) ? ego.Speed.ToKilometresPerHour() : double.NaN, 1);
        _json.WritePropertyName("yawRate");
        Number(HasSignal(EgoSignals.YawRate) ? ego.YawRate.Value : double.NaN, 4);
        _json.WriteBoolean("brake", HasSignal(EgoSignals.Brake) && ego.IsBraking);
        _json.WriteBoolean("left", HasSignal(EgoSignals.Blinkers) && ego.IsBlinkingLeft);
        _json.WriteBoolean("right", HasSignal(EgoSignals.Blinkers) && ego.IsBlinkingRight);
        _json.WriteBoolean("highBeam", HasSignal(EgoSignals.HighBeam) && ego.IsHighBeamOn);
        _json.WriteBoolean("cruise", HasSignal(EgoSignals.Cruise) && ego.IsCruiseActive);
        _json.WriteEndObject();
    }

    private void Signs(FrameSnapshot frame)
    {
        _json.WriteStartArray("signs");
        foreach (ref readonly TrafficSign sign in frame.Signs.Items)
        {
            _json.WriteStartArray();
            _json.WriteNumberValue((int)sign.Class);
            Number(sign.Confidence, 2);
            Number(sign.Ahead.Value, 1);
            Box(sign.Box);
            _json.WriteEndArray();
        }

        _json.WriteEndArray();
    }

    private void Lights(FrameSnapshot frame)
    {
        _json.WriteStartArray("lights");
        foreach (ref readonly TrafficLight light in frame.Lights.Items)
        {
            _json.WriteStartArray();
            _json.WriteNumberValue((int)light.State);
            _json.WriteNumberValue(light.IsRelevant ? 1 : 0);
            Number(light.Forward.Value, 1);
            Box(light.Box);
            _json.WriteEndArray();
        }

        _json.WriteEndArray();
    }

    /// <summary>What the driver's display shows beside the warnings: the speed limit, and the beam asked for.</summary>
    private void Advice(FrameSnapshot frame)
    {
        SignInformation signs = frame.SignInformation;
        _json.WriteStartObject("advice");
        _json.WriteBoolean("known", signs.Validity != Validity.Unavailable);
        _json.WriteNumber("kind", (int)signs.Kind);
        _json.WriteNumber("limit", Math.Round(signs.Limit.ToKilometresPerHour()));
        _json.WriteBoolean("over", signs.IsExceeded);
        _json.WriteBoolean("noOvertaking", signs.IsOvertakingForbidden);
        _json.WriteNumber("notice", (int)signs.Notice);
        _json.WriteBoolean("beamKnown", frame.HighBeam.Validity != Validity.Unavailable);
        _json.WriteBoolean("highBeam", frame.HighBeam.IsHighBeam);
        _json.WriteNumber("dipped", (int)frame.HighBeam.Dipped);
        _json.WriteEndObject();
    }

    private void Lanes(FrameSnapshot frame)
    {
        _json.WriteStartArray("lanes");
        foreach (ref readonly LaneLine line in frame.Lanes.Items)
        {
            if (line.Validity == Validity.Unavailable)
                continue;
            _json.WriteStartArray();
            _json.WriteNumberValue((int)line.Side);
            _json.WriteNumberValue((int)line.Type);
            Number(line.Offset.Value, 3);
            Number(line.Heading.Value, 5);
            Number(line.Curvature.Value, 7);
            Number(line.CurvatureRate, 9);
            Number(line.ViewFrom.Value, 1);
            Number(line.ViewTo.Value, 1);
            Number(line.Quality, 2);
            _json.WriteEndArray();
        }

        _json.WriteEndArray();
    }

    private void Tracks(FrameSnapshot frame)
    {
        _json.WriteStartArray("tracks");
        foreach (ref readonly TrackedObject track in frame.Tracks.Items)
        {
            if (track.Validity == Validity.Unavailable)
                continue;
            _json.WriteStartArray();
            _json.WriteNumberValue(track.Id);
            _json.WriteNumberValue((int)track.Class);
            _json.WriteNumberValue((int)track.Sources);
            Number(track.Forward.Value, 2);
            Number(track.Left.Value, 2);
            Number(track.ForwardSpeed.Value, 2);
            Number(track.LeftSpeed.Value, 2);
            Number(track.Width.Value, 2);
            Number(track.Existence, 2);
            _json.WriteNumberValue(track.IsLead ? 1 : 0);
            _json.WriteNumberValue(track.IsStationary ? 1 : 0);
            Box(track.Box);
            _json.WriteEndArray();
        }

        _json.WriteEndArray();
    }

    private void Radar(FrameSnapshot frame)
    {
        _json.WriteStartArray("radar");
        foreach (ref readonly RadarTarget target in frame.Radar.Items)
        {
            if (target.Validity == Validity.Unavailable)
                continue;
            _json.WriteStartArray();
            Number(target.Forward.Value, 2);
            Number(target.Left.Value, 2);
            Number(target.RangeRate.Value, 2);
            _json.WriteEndArray();
        }

        _json.WriteEndArray();
    }

    private void Detections(FrameSnapshot frame)
    {
        _json.WriteStartArray("boxes");
        foreach (ref readonly Detection detection in frame.Detections.Items)
        {
            _json.WriteStartArray();
            _json.WriteNumberValue((int)detection.Class);
            Number(detection.Score, 2);
            Box(detection.Box);
            _json.WriteEndArray();
        }

        _json.WriteEndArray();
    }

    private void Warnings(FrameSnapshot frame)
    {
        _json.WriteStartArray("warnings");
        foreach (ref readonly Warning warning in frame.Warnings)
        {
            if (warning.Level == WarningLevel.None)
                continue;
            _json.WriteStartObject();
            _json.WriteNumber("f", (int)warning.Function);
            _json.WriteNumber("level", (int)warning.Level);
            _json.WriteNumber("side", (int)warning.Side);
            _json.WriteNumber("object", warning.ObjectId);
            _json.WriteNumber("forMs", Math.Round(frame.Time.AgeOf(warning.Since).Milliseconds));
            _json.WriteStartArray("why");
            foreach (ref readonly Evidence evidence in (ReadOnlySpan<Evidence>)warning.Why)
            {
                if (evidence.Quantity == Quantity.None)
                    continue;
                _json.WriteStartArray();
                _json.WriteNumberValue((int)evidence.Quantity);
                Number(evidence.Value, 2);
                Number(evidence.Limit, 2);
                _json.WriteEndArray();
            }

            _json.WriteEndArray();
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void Functions(FrameSnapshot frame)
    {
        _json.WriteStartArray("functions");
        foreach (FunctionStatus status in frame.Functions)
        {
            if (status.Function == FunctionId.None)
                continue;
            _json.WriteStartArray();
            _json.WriteNumberValue((int)status.Function);
            _json.WriteNumberValue((int)status.State);
            _json.WriteNumberValue((int)status.Reason);
            _json.WriteEndArray();
        }

        _json.WriteEndArray();
    }

    private void Stages(in FrameLedger ledger)
    {
        _json.WriteBoolean("late", ledger.IsLate);
        _json.WriteNumber("lateStage", (int)ledger.LateStage);
        _json.WriteStartArray("stages");
        for (int i = 0; i < PerStage<int>.Count; i++)
        {
            _json.WriteStartArray();
            Number(ledger.Took[i].Milliseconds, 2);
            _json.WriteNumberValue((int)ledger.Outcomes[i]);
            _json.WriteEndArray();
        }

        _json.WriteEndArray();
    }

    private void Box(PixelBox box)
    {
        Number(box.Left, 1);
        Number(box.Top, 1);
        Number(box.Width, 1);
        Number(box.Height, 1);
    }

    /// <summary>JSON has no NaN: what is not a number is null, and the page shows it as unknown.</summary>
    private void Number(double value, int digits)
    {
        if (double.IsFinite(value))
            _json.WriteNumberValue(Math.Round(value, digits));
        else
            _json.WriteNullValue();
    }

    internal static void Names<T>(Utf8JsonWriter json, string name)
        where T : struct, Enum
    {
        json.WriteStartObject(name);
        foreach (T value in Enum.GetValues<T>())
            json.WriteString($"{Convert.ToInt32(value, null)}", Enum.GetName(value));
        json.WriteEndObject();
    }
}

/// <summary>What the page shows besides the frames.</summary>
internal readonly record struct LiveExtras(long Dropped, string Broker, string BrokerWhy, int FoxgloveClients);
