using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Hw.Gpio;

namespace SenseAuto.Hw.Tests;

[TestFixture]
public sealed class LampAndBuzzerTests : System.IDisposable
{
    private const int Lamp = 0;
    private const int Buzzer = 1;
    private ManualTime _time = null!;
    private RecordingLines _lines = null!;
    private LampAndBuzzer _sink = null!;

    [SetUp]
    public void SetUp()
    {
        _time = new ManualTime();
        _lines = new RecordingLines(2, new FrameClock(_time));
        _sink = new LampAndBuzzer(_lines, Lamp, Buzzer);
    }

    [TearDown]
    public void Dispose() => _sink?.Dispose();

    // At the edge of each part of the pattern, and one millisecond before it.
    [TestCase(WarningLevel.Information, 0, true, false)]
    [TestCase(WarningLevel.Information, 777, true, false)]
    [TestCase(WarningLevel.Caution, 149, true, true)]
    [TestCase(WarningLevel.Caution, 150, true, false)]
    [TestCase(WarningLevel.Caution, 500, false, false)]
    [TestCase(WarningLevel.Caution, 1000, true, true)]
    [TestCase(WarningLevel.Imminent, 124, true, true)]
    [TestCase(WarningLevel.Imminent, 125, false, false)]
    [TestCase(WarningLevel.Imminent, 250, true, true)]
    public void Level_has_its_pattern(WarningLevel level, int atMs, bool lamp, bool buzzer)
    {
        Send(FunctionId.ForwardCollision, level, untilMs: 5000);
        _sink.Step(_time.Now);
        StepAt(atMs);

        Assert.That((_lines.IsOn(Lamp), _lines.IsOn(Buzzer)), Is.EqualTo((lamp, buzzer)));
    }

    [Test]
    public void Most_urgent_function_is_shown_and_the_other_after_it()
    {
        Send(FunctionId.LaneDeparture, WarningLevel.Information, untilMs: 5000);
        Send(FunctionId.ForwardCollision, WarningLevel.Imminent, untilMs: 5000);
        StepAt(1);
        Assert.That(_sink.Level, Is.EqualTo(WarningLevel.Imminent));

        Send(FunctionId.ForwardCollision, WarningLevel.None, untilMs: 5000);
        StepAt(2);
        Assert.That(_sink.Level, Is.EqualTo(WarningLevel.Information));
    }

    [TestCase(200, WarningLevel.Caution)]
    [TestCase(201, WarningLevel.None)]
    public void Warning_that_nobody_renews_ends_by_itself(int atMs, WarningLevel expected)
    {
        Send(FunctionId.ForwardCollision, WarningLevel.Caution, untilMs: 200);
        StepAt(atMs);

        Assert.That(_sink.Level, Is.EqualTo(expected));
    }

    [Test]
    public void Refused_line_is_counted_and_set_again()
    {
        _lines.Works = false;
        Send(FunctionId.ForwardCollision, WarningLevel.Information, untilMs: 5000);
        StepAt(1);
        Assert.That(_sink.Failed, Is.EqualTo(2));

        _lines.Works = true;
        StepAt(2);
        Assert.That(_lines.IsOn(Lamp), Is.True);
    }

    [Test]
    public void Disposing_turns_both_off()
    {
        Send(FunctionId.ForwardCollision, WarningLevel.Imminent, untilMs: 5000);
        StepAt(1);
        _sink.Dispose();

        Assert.That((_lines.IsOn(Lamp), _lines.IsOn(Buzzer)), Is.EqualTo((false, false)));
    }

    [Test]
    public void Level_that_does_not_exist_is_refused()
    {
        var warning = new Warning { Level = (WarningLevel)4 };

        Assert.That(_sink.TrySend(in warning), Is.False);
    }

    private void Send(FunctionId function, WarningLevel level, int untilMs)
    {
        var validUntil = new MonoTime(untilMs * 1_000_000L);
        var warning = new Warning { Function = function, Level = level, ValidUntil = validUntil };
        Assert.That(_sink.TrySend(in warning), Is.True);
    }

    private void StepAt(int ms)
    {
        _time.AdvanceTo(new MonoTime(ms * 1_000_000L));
        _sink.Step(_time.Now);
    }
}
