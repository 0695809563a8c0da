namespace SenseAuto.Can.Vehicle;

/// <summary>Why a received value was not used.</summary>
public enum RxFault
{
    /// <summary>The frame has another length than the DBC says.</summary>
    Length,
    Checksum,

    /// <summary>The counter stood still or jumped.</summary>
    Counter,

    /// <summary>A value outside the limits of the DBC.</summary>
    Range,

    /// <summary>A message stayed away for longer than its time-out; once each time.</summary>
    Stale,
}

/// <summary>Counts only go up. Health reports rates; nobody resets them.</summary>
public sealed class RxFaults
{
    private readonly long[] _counts = new long[(int)RxFault.Stale + 1];

    public long this[RxFault fault] => _counts[(int)fault];

    public long Total
    {
        get
        {
            long total = 0;
            foreach (long count in _counts)
                total += count;
            return total;
        }
    }

    internal void Add(RxFault fault) => _counts[(int)fault]++;
}
