using System;

namespace SenseAuto.Can.E2e;

/// <summary>Result of checking one cycle of one protected message, in AUTOSAR's words.</summary>
public enum E2eStatus
{
    Ok,

    /// <summary>Correct, but counters in between are missing, not more than allowed.</summary>
    OkSomeLost,

    /// <summary>The first correct message.</summary>
    Initial,

    /// <summary>The same counter again: the sender hangs or a gateway repeats.</summary>
    Repeated,

    /// <summary>Correct, but more is missing than allowed; counting goes on from here.</summary>
    WrongSequence,

    /// <summary>Check value, identifier or length does not fit.</summary>
    WrongCrc,

    /// <summary>Nothing came in this cycle.</summary>
    NoNewData,
}

/// <summary>Protects the messages of one sender. One thread.</summary>
public sealed class E2eSender(E2eProfile profile)
{
    private uint _counter;

    public E2eProfile Profile { get; } = profile;

    /// <summary>Writes the header and counts on.</summary>
    public void Protect(Span<byte> payload)
    {
        Profile.Protect(payload, _counter);
        _counter = (uint)((_counter + 1UL) % Profile.CounterValues);
    }
}

/// <summary>Checks the messages of one sender. One thread; counts only go up.</summary>
/// <param name="maxDelta">Largest step of the counter that still is <see cref="E2eStatus.OkSomeLost"/>; 1 allows no loss.</param>
public sealed class E2eReceiver(E2eProfile profile, uint maxDelta)
{
    private readonly long[] _counts = new long[(int)E2eStatus.NoNewData + 1];
    private uint _last;
    private bool _hasLast;

    public long Count(E2eStatus status) => _counts[(int)status];

    public E2eStatus Check(ReadOnlySpan<byte> payload) => Counted(Judge(payload));

    /// <summary>Call once for every cycle in which no message came.</summary>
    public E2eStatus Miss() => Counted(E2eStatus.NoNewData);

    private E2eStatus Counted(E2eStatus status)
    {
        _counts[(int)status]++;
        return status;
    }

    private E2eStatus Judge(ReadOnlySpan<byte> payload)
    {
        if (!profile.TryVerify(payload, out uint counter))
            return E2eStatus.WrongCrc;

        ulong delta = (counter + profile.CounterValues - _last) % profile.CounterValues;
        bool isFirst = !_hasLast;
        _hasLast = true;
        _last = counter;
        if (isFirst)
            return E2eStatus.Initial;

        return delta switch
        {
            0 => E2eStatus.Repeated,
            1 => E2eStatus.Ok,
            _ => delta <= maxDelta ? E2eStatus.OkSomeLost : E2eStatus.WrongSequence,
        };
    }
}

/// <summary>Whether a protected link as a whole can be trusted.</summary>
public enum E2eState
{
    NoData,
    Init,
    Valid,
    Invalid,
}

/// <summary>Limits of <see cref="E2eStateMachine"/>: how many good and bad checks of the window each state asks for.</summary>
public sealed record E2eWindow(int Size, int MinOkInit, int MaxErrorInit, int MinOkValid, int MaxErrorValid)
{
    public int MinOkInvalid { get; init; } = MinOkInit;

    public int MaxErrorInvalid { get; init; } = MaxErrorInit;

    /// <exception cref="ArgumentException">A count is negative or larger than the window.</exception>
    public void Validate()
    {
        foreach (int count in (ReadOnlySpan<int>)[MinOkInit, MaxErrorInit, MinOkValid, MaxErrorValid, MinOkInvalid, MaxErrorInvalid])
        {
            if (Size < 1 || count < 0 || count > Size)
                throw new ArgumentException($"E2E window: counts must be 0..{Size} and the size at least 1");
        }
    }
}

/// <summary>AUTOSAR's E2E state machine: a link is Valid only while enough of the last checks were good. One thread.</summary>
public sealed class E2eStateMachine
{
    private readonly E2eWindow _limits;
    private readonly E2eStatus[] _window;
    private int _next;

    public E2eStateMachine(E2eWindow limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        limits.Validate();
        _limits = limits;
        _window = new E2eStatus[limits.Size];
        Array.Fill(_window, E2eStatus.NoNewData);
    }

    public E2eState State { get; private set; }

    /// <summary>Takes in one check (or miss) and returns the new state.</summary>
    public E2eState Step(E2eStatus status)
    {
        // What came before the first data says nothing about the link.
        if (State == E2eState.NoData)
            Array.Fill(_window, E2eStatus.NoNewData);

        _window[_next] = status;
        _next = (_next + 1) % _window.Length;
        (int ok, int errors) = CountWindow();
        State = State switch
        {
            E2eState.NoData => status is E2eStatus.WrongCrc or E2eStatus.NoNewData ? E2eState.NoData : E2eState.Init,
            E2eState.Init => Fits(ok, errors, _limits.MinOkInit, _limits.MaxErrorInit) ? E2eState.Valid
                : errors > _limits.MaxErrorInit ? E2eState.Invalid : E2eState.Init,
            E2eState.Valid => Fits(ok, errors, _limits.MinOkValid, _limits.MaxErrorValid) ? E2eState.Valid : E2eState.Invalid,
            _ => Fits(ok, errors, _limits.MinOkInvalid, _limits.MaxErrorInvalid) ? E2eState.Valid : E2eState.Invalid,
        };
        return State;
    }

    private static bool Fits(int ok, int errors, int minOk, int maxErrors) => ok >= minOk && errors <= maxErrors;

    private (int Ok, int Errors) CountWindow()
    {
        int ok = 0;
        int errors = 0;
        foreach (E2eStatus status in _window)
        {
            ok += status is E2eStatus.Ok or E2eStatus.OkSomeLost or E2eStatus.Initial ? 1 : 0;
            errors += status is E2eStatus.WrongCrc ? 1 : 0;
        }

        return (ok, errors);
    }
}
