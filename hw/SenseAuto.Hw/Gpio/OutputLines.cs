using System.Collections.Generic;
using SenseAuto.Core.Time;

namespace SenseAuto.Hw.Gpio;

/// <summary>A few digital outputs, numbered from 0. One caller at a time; setting takes microseconds.</summary>
public interface IOutputLines
{
    int Count { get; }

    /// <summary>False when the line could not be set now; the caller counts it.</summary>
    bool TrySet(int line, bool isOn);
}

/// <summary>One change of a line.</summary>
public readonly record struct LineChange(MonoTime Time, int Line, bool IsOn);

/// <summary>Lines that lead nowhere and remember every set, for simulation and tests.</summary>
public sealed class RecordingLines(int count, FrameClock clock) : IOutputLines
{
    private readonly List<LineChange> _changes = [];
    private readonly bool[] _isOn = new bool[count];

    public int Count => count;

    /// <summary>False makes every set fail, as a line that was unplugged does.</summary>
    public bool Works { get; set; } = true;

    public IReadOnlyList<LineChange> Changes => _changes;

    public bool IsOn(int line) => _isOn[line];

    public bool TrySet(int line, bool isOn)
    {
        if (!Works || (uint)line >= (uint)count)
            return false;

        _isOn[line] = isOn;
        _changes.Add(new LineChange(clock.Now, line, isOn));
        return true;
    }
}
