using System;

namespace SenseAuto.Tests;

/// <summary>What a piece of work asks of this thread's heap.</summary>
internal static class Allocation
{
    private const int Tries = 3;

    /// <summary>
    /// Bytes of the best of three tries: the runtime's own tables (of casts and calls) grow now and then, on whichever
    /// thread meets a new pair of types, and are counted with that thread. What the work itself asks for, it asks for
    /// each time. The work must have been done once before.
    /// </summary>
    public static long Of(Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        long least = long.MaxValue;
        for (int i = 0; i < Tries && least != 0; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
