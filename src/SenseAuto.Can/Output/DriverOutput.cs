using SenseAuto.Can.Dbc;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Can.Output;

/// <summary>
/// The driver's message. A driver that is not known leaves everything but that and the reason "not available".
/// </summary>
internal sealed class DriverOutput
{
    private readonly OutputMessage _message;
    private readonly Places _at;

    public DriverOutput(DbcDatabase database)
    {
        _message = new OutputMessage(database, "SA_DriverState");
        _at = new Places(_message);
    }

    public bool TryEncode(in DriverState driver, MonoTime now, byte bus, FixedList<CanFrame> into)
    {
        _message.Begin();
        _message.SetCode(_at.Validity, (int)driver.Validity);
        _message.SetCode(_at.Reason, (int)driver.Reason);
        _message.SetCode(_at.Event, (int)driver.Event);
        if (driver.Event != DriverEvent.None)
            _message.Set(_at.EventFor, now.AgeOf(driver.EventSince).Seconds);
        if (driver.Validity != Validity.Unavailable)
            Fill(in driver);
        return _message.TryFinish(now, bus, into);
    }

    public bool TryEncodeUnavailable(MonoTime now, byte bus, FixedList<CanFrame> into)
    {
        _message.Begin();
        return _message.TryFinish(now, bus, into);
    }

    private void Fill(in DriverState driver)
    {
        _message.SetFlag(_at.IsAttentive, driver.IsAttentive);
        _message.Set(_at.Attention, driver.Attention);
        if (driver.Sleepiness > 0)
        {
            _message.Set(_at.Sleepiness, driver.Sleepiness);
            _message.Set(_at.Perclos, driver.Perclos);
        }

        _message.SetCode(_at.Zone, (int)driver.Zone);
        _message.Set(_at.ZoneConfidence, driver.ZoneConfidence);
        SetAnswer(_at.EyesOnRoad, driver.EyesOnRoad);
        SetAnswer(_at.HandsOnWheel, driver.HandsOnWheel);
        _message.SetCode(_at.Emotion, (int)driver.Emotion);
    }

    private void SetAnswer(int signal, Answer answer)
    {
        if (answer != Answer.Unknown)
            _message.SetFlag(signal, answer == Answer.Yes);
    }

    private sealed class Places(OutputMessage message)
    {
        public int Validity { get; } = message.Signal("Validity");

        public int IsAttentive { get; } = message.Signal("IsAttentive");

        public int Attention { get; } = message.Signal("Attention");

        public int Sleepiness { get; } = message.Signal("Sleepiness");

        public int Perclos { get; } = message.Signal("Perclos");

        public int Zone { get; } = message.Signal("Zone");

        public int ZoneConfidence { get; } = message.Signal("ZoneConfidence");

        public int EyesOnRoad { get; } = message.Signal("EyesOnRoad");

        public int HandsOnWheel { get; } = message.Signal("HandsOnWheel");

        public int Event { get; } = message.Signal("Event");

        public int EventFor { get; } = message.Signal("EventFor");

        public int Emotion { get; } = message.Signal("Emotion");

        public int Reason { get; } = message.Signal("Reason");
    }
}
