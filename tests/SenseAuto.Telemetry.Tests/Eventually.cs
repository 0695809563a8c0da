using System;
using System.Threading.Tasks;
using NUnit.Framework;

namespace SenseAuto.Telemetry.Tests;

/// <summary>
/// Waits for something that another thread or process does; the time limit only ends a test that fails.
/// </summary>
internal static class Eventually
{
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(10);

    public static async Task Is(Func<bool> condition, Func<string> what)
    {
        long started = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            if (TimeProvider.System.GetElapsedTime(started) > GiveUpAfter)
                Assert.Fail($"never happened: {what()}");
            await Task.Delay(LookAgainAfter, TimeProvider.System);
        }
    }

    public static Task Is(Func<bool> condition, string what) => Is(condition, () => what);
}
