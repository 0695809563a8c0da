namespace SenseAuto.Hw;

/// <summary>How an outside source is doing.</summary>
public enum SourceState : byte
{
    Starting,
    Running,

    /// <summary>Open, but nothing has come for longer than it should.</summary>
    Stalled,

    /// <summary>Not usable now. A live source is being opened again; a file's reader has given up.</summary>
    Down,

    /// <summary>A file's end.</summary>
    Ended,
}

/// <summary>State of a source and, when it is not running, why, in words for a person.</summary>
public sealed record SourceStatus(SourceState State, string Reason)
{
    public static SourceStatus Starting { get; } = new(SourceState.Starting, "");

    public static SourceStatus Running { get; } = new(SourceState.Running, "");
}

/// <summary>A source whose state health reports. Safe to read from any thread; counters only go up.</summary>
public interface ISupervisedSource
{
    SourceStatus Status { get; }

    /// <summary>Items that came from outside and were lost on the way to the reader.</summary>
    long Dropped { get; }

    /// <summary>How often the source was opened again after a failure.</summary>
    long Restarts { get; }
}
