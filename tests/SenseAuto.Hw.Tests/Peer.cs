using System;
using System.Diagnostics;
using System.Threading;
using NUnit.Framework;

namespace SenseAuto.Hw.Tests;

/// <summary>A python script of this folder, run as a peer and ended with the test.</summary>
internal sealed class Peer : IDisposable
{
    private readonly Process _process;

    public Peer(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("/usr/bin/python3")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = TestContext.CurrentContext.TestDirectory,
        };
        start.ArgumentList.Add(script);
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
    }

    public string Line()
    {
        string? line = _process.StandardOutput.ReadLine();
        return line ?? throw new InvalidOperationException($"the peer ended: {_process.StandardError.ReadToEnd()}");
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}

/// <summary>Waiting for another thread or process, with a guard against waiting for ever.</summary>
internal static class Eventually
{
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(20);

    public static void Holds(Func<bool> condition, string what)
    {
        long started = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            Assert.That(TimeProvider.System.GetElapsedTime(started), Is.LessThan(GiveUpAfter), $"never: {what}");
            Thread.Yield();
        }
    }
}
