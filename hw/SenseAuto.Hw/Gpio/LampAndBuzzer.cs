using System;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Time;

namespace SenseAuto.Hw.Gpio;

/// <summary>A line that is on for a while in every period. On for the whole period: steady. On for zero: off.</summary>
public readonly record struct BlinkPattern(MonoDuration On, MonoDuration Period)
{
    public static BlinkPattern Off { get; } = default;

    public static BlinkPattern Steady { get; } = new(new MonoDuration(1), new MonoDuration(1));

    public static BlinkPattern FromMilliseconds(long onMs, long periodMs) =>
        new(MonoDuration.FromMilliseconds(onMs), MonoDuration.FromMilliseconds(periodMs));

    public bool IsOnAt(MonoDuration sinceStart) =>
        On.Nanoseconds > 0 && sinceStart.Nanoseconds % Period.Nanoseconds < On.Nanoseconds;
}

/// <summary>
/// Shows the most urgent valid warning as a lamp and a buzzer. The patterns are chosen by us: information lights the
/// lamp, caution blinks it once a second with a short beep, imminent flashes both at 4 Hz. A warning that nobody
/// renews ends by itself. One thread sends and steps; call <see cref="Step"/> every frame.
/// </summary>
public sealed class LampAndBuzzer(IOutputLines lines, int lampLine, int buzzerLine) : IWarningSink, IDisposable
{
    private static readonly BlinkPattern[] Lamp =
        [BlinkPattern.Off, BlinkPattern.Steady, Milliseconds(500, 1000), Milliseconds(125, 250)];

    private static readonly BlinkPattern[] Buzzer =
        [BlinkPattern.Off, BlinkPattern.Off, Milliseconds(150, 1000), Milliseconds(125, 250)];

    private readonly Entry[] _byFunction = new Entry[byte.MaxValue + 1];
    private readonly Output _lamp = new(lines, lampLine);
    private readonly Output _buzzer = new(lines, buzzerLine);
    private WarningLevel _level;
    private MonoTime _levelSince;

    public WarningLevel Level => _level;

    /// <summary>Sets that the lines refused; each is tried again at the next step.</summary>
    public long Failed => _lamp.Failed + _buzzer.Failed;

    /// <summary>False for a level that does not exist.</summary>
    public bool TrySend(in Warning warning)
    {
        if (warning.Level > WarningLevel.Imminent)
            return false;

        _byFunction[(byte)warning.Function] = new Entry(warning.Level, warning.ValidUntil);
        return true;
    }

    /// <summary>Sets the lines as they must be now.</summary>
    public void Step(MonoTime now)
    {
        var level = WarningLevel.None;
        foreach (ref readonly Entry entry in _byFunction.AsSpan())
        {
            if (entry.Level > level && now <= entry.ValidUntil)
                level = entry.Level;
        }

        if (level != _level)
            (_level, _levelSince) = (level, now);
        MonoDuration shown = now.Since(_levelSince);
        _lamp.Set(Lamp[(int)level].IsOnAt(shown));
        _buzzer.Set(Buzzer[(int)level].IsOnAt(shown));
    }

    /// <summary>Both off: a lamp must not outlive the program that lit it.</summary>
    public void Dispose()
    {
        _lamp.Set(false);
        _buzzer.Set(false);
    }

    private static BlinkPattern Milliseconds(long on, long period) => BlinkPattern.FromMilliseconds(on, period);

    private readonly record struct Entry(WarningLevel Level, MonoTime ValidUntil);

    /// <summary>Writes a line only when it changes, and its first state always.</summary>
    private sealed class Output(IOutputLines lines, int line)
    {
        private bool? _isOn;

        public long Failed { get; private set; }

        public void Set(bool isOn)
        {
            if (_isOn == isOn)
                return;
            if (lines.TrySet(line, isOn))
                _isOn = isOn;
            else
                Failed++;
        }
    }
}
