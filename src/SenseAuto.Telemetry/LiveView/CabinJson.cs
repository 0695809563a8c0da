using System;
using System.Buffers;
using System.Text.Json;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Telemetry.LiveView;

/// <summary>The messages of the cabin's page, in the manner of <see cref="LiveJson"/>. Angles in degrees.</summary>
internal sealed class CabinJson : IDisposable
{
    private readonly Utf8JsonWriter _json =
        new(new ArrayBufferWriter<byte>(), new JsonWriterOptions { SkipValidation = true });

    public void Dispose() => _json.Dispose();

    /// <summary>What does not change, as a part of the hello.</summary>
    public static void Hello(Utf8JsonWriter json, CabinPage page)
    {
        json.WriteStartObject("cabin");
        json.WriteNumber("width", page.Width);
        json.WriteNumber("height", page.Height);
        json.WriteBoolean("pictures", page.ShowsPictures);
        json.WriteNumber("perPixel", FaceOutline.PerPixel);
        json.WriteStartArray("zones");
        foreach (GazeBox zone in page.Zones)
        {
            json.WriteStartArray();
            json.WriteNumberValue((int)zone.Zone);
            ViewBox view = zone.View;
            foreach (Radians edge in (ReadOnlySpan<Radians>)[view.YawFrom, view.YawTo, view.PitchFrom, view.PitchTo])
                json.WriteNumberValue(Math.Round(edge.ToDegrees(), 1));
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteStartArray("seats");
        foreach (CabinPageSeat seat in page.Seats)
        {
            json.WriteStartArray();
            json.WriteNumberValue((int)seat.Seat);
            foreach (float share in (ReadOnlySpan<float>)[seat.Box.Left, seat.Box.Top, seat.Box.Width, seat.Box.Height])
                json.WriteNumberValue(Math.Round(share, 3));
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Names of what the cabin's messages give as numbers.</summary>
    public static void Names(Utf8JsonWriter json)
    {
        LiveJson.Names<GazeZone>(json, "zone");
        LiveJson.Names<DriverEvent>(json, "driverEvent");
        LiveJson.Names<Emotion>(json, "emotion");
        LiveJson.Names<FaceReason>(json, "faceReason");
        LiveJson.Names<SeatId>(json, "seat");
        LiveJson.Names<Occupancy>(json, "occupancy");
        LiveJson.Names<BeltState>(json, "belt");
        LiveJson.Names<ChildSeatState>(json, "childSeat");
        LiveJson.Names<IdentityVerdict>(json, "identity");
        LiveJson.Names<OccupantEvent>(json, "careEvent");
        LiveJson.Names<GestureKind>(json, "gesture");
        LiveJson.Names<GestureAction>(json, "action");
        LiveJson.Names<CabinControl>(json, "control");
        LiveJson.Names<Answer>(json, "answer");
        LiveJson.Names<Validity>(json, "validity");
    }

    public void Frame(IBufferWriter<byte> into, FrameSnapshot frame, in FaceOutline outline)
    {
        _json.Reset(into);
        _json.WriteStartObject();
        _json.WriteString("t", "cabin");
        _json.WriteNumber("i", frame.Cabin.Index);
        _json.WriteNumber("ms", Ms(frame.Cabin.Captured));
        Face(frame.Face);
        Driver(frame);
        Seats(frame);
        Car(frame);
        Stages(in frame.CabinLedger);
        Mesh(in outline);
        _json.WriteEndObject();
        _json.Flush();
    }

    public void Picture(IBufferWriter<byte> into, MonoTime captured, ReadOnlySpan<byte> jpeg)
    {
        _json.Reset(into);
        _json.WriteStartObject();
        _json.WriteString("t", "cabinPicture");
        _json.WriteNumber("ms", Ms(captured));
        _json.WriteBase64String("jpeg", jpeg);
        _json.WriteEndObject();
        _json.Flush();
    }

    private static double Ms(MonoTime time) => Math.Round(time.Nanoseconds * 1e-6, 1);

    private void Face(in FaceState face)
    {
        _json.WriteStartObject("face");
        _json.WriteNumber("v", (int)face.Validity);
        _json.WriteNumber("reason", (int)face.Reason);
        _json.WriteBoolean("grey", (face.Conditions & FaceConditions.GreyPicture) != 0);
        _json.WriteNumber("count", face.Faces);
        Row("box", face.Box.Left, face.Box.Top, face.Box.Width, face.Box.Height);
        HeadPose head = face.Head;
        Row("head", head.Yaw.ToDegrees(), head.Pitch.ToDegrees(), head.Roll.ToDegrees(), head.Quality);
        Row("eyes", face.LeftEye.Opening, face.LeftEye.Quality, face.RightEye.Opening, face.RightEye.Quality);
        DriverNeutral neutral = face.Neutral;
        double yawDeg = face.Gaze.Yaw.ToDegrees() - neutral.GazeYaw.ToDegrees();
        double pitchDeg = face.Gaze.Pitch.ToDegrees() - neutral.GazePitch.ToDegrees();
        Row("gaze", yawDeg, pitchDeg, face.Gaze.Quality, face.Gaze.Yaw.ToDegrees(), face.Gaze.Pitch.ToDegrees());
        Row("mouth", face.Mouth.Opening, face.Mouth.WideFor.Seconds, face.Mouth.Quality);
        _json.WriteBoolean("learned", neutral.IsLearned);
        _json.WritePropertyName("learning");
        Number(neutral.Progress, 3);
        _json.WriteEndObject();
    }

    private void Driver(FrameSnapshot frame)
    {
        DriverState driver = frame.Driver;
        _json.WriteStartObject("driver");
        _json.WriteNumber("v", (int)driver.Validity);
        _json.WriteBoolean("attentive", driver.IsAttentive);
        Row("levels", driver.Attention, driver.Sleepiness, driver.Perclos, driver.ZoneConfidence);
        _json.WriteNumber("zone", (int)driver.Zone);
        _json.WriteNumber("road", (int)driver.EyesOnRoad);
        _json.WriteNumber("event", (int)driver.Event);
        _json.WriteNumber("eventMs", driver.Event == DriverEvent.None
            ? 0
            : Math.Round(frame.Cabin.Captured.AgeOf(driver.EventSince).Milliseconds));
        _json.WriteNumber("emotion", (int)driver.Emotion);
        _json.WriteNumber("reason", (int)driver.Reason);
        _json.WriteNumber("phoneHand", (int)frame.Cabin.PhoneInHand);
        _json.WriteNumber("phoneEar", (int)frame.Cabin.PhoneAtEar);
        _json.WriteEndObject();
    }

    private void Seats(FrameSnapshot frame)
    {
        _json.WriteStartArray("seats");
        foreach (ref readonly OccupantState seat in frame.Seats.Items)
        {
            _json.WriteStartArray();
            _json.WriteNumberValue((int)seat.Seat);
            _json.WriteNumberValue((int)seat.Validity);
            _json.WriteNumberValue((int)seat.Occupancy);
            Number(seat.Confidence, 2);
            _json.WriteNumberValue((int)seat.Belt);
            _json.WriteNumberValue((int)seat.Identity);
            _json.WriteBooleanValue((frame.Cabin.SeatsLearned & (1 << (int)seat.Seat)) != 0);
            _json.WriteNumberValue((int)seat.ChildSeat);
            _json.WriteEndArray();
        }

        _json.WriteEndArray();
        _json.WriteStartObject("alert");
        _json.WriteNumber("v", (int)frame.Alert.Validity);
        _json.WriteNumber("event", (int)frame.Alert.Event);
        _json.WriteNumber("seat", (int)frame.Alert.Seat);
        _json.WriteBoolean("help", frame.Alert.AsksForHelp);
        _json.WriteEndObject();
        _json.WriteStartArray("gesture");
        _json.WriteNumberValue((int)frame.Gesture.Kind);
        _json.WriteNumberValue((int)frame.Gesture.Action);
        _json.WriteNumberValue((int)frame.Gesture.Control);
        _json.WriteEndArray();
    }

    /// <summary>Own motion and the body: null where nobody knows.</summary>
    private void Car(FrameSnapshot frame)
    {
        EgoState ego = frame.Cabin.Ego;
        BodyState body = frame.Cabin.Body;
        bool hasSpeed = ego.Validity != Validity.Unavailable && (ego.Known & EgoSignals.Speed) != 0;
        _json.WriteStartObject("car");
        _json.WritePropertyName("kmh");
        Number(hasSpeed ? ego.Speed.ToKilometresPerHour() : double.NaN, 1);
        Flag("locked", BodySignals.Lock, body, body.IsLocked);
        Flag("ignition", BodySignals.Ignition, body, body.IsIgnitionOn);
        Flag("doorOpen", BodySignals.Doors, body, body.OpenDoors != 0);
        _json.WriteEndObject();
    }

    private void Flag(string name, BodySignals signal, BodyState body, bool value)
    {
        if ((body.Known & signal) != 0)
            _json.WriteBoolean(name, value);
        else
            _json.WriteNull(name);
    }

    private void Stages(in FrameLedger ledger)
    {
        _json.WriteBoolean("late", ledger.IsLate);
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

    private void Mesh(in FaceOutline outline)
    {
        _json.WriteStartArray("mesh");
        for (int i = 0; i < 2 * outline.Points; i++)
            _json.WriteNumberValue(outline.Places[i]);
        _json.WriteEndArray();
    }

    private void Row(string name, params ReadOnlySpan<double> values)
    {
        _json.WriteStartArray(name);
        foreach (double value in values)
            Number(value, 3);
        _json.WriteEndArray();
    }

    private void Number(double value, int digits)
    {
        if (double.IsFinite(value))
            _json.WriteNumberValue(Math.Round(value, digits));
        else
            _json.WriteNullValue();
    }
}
