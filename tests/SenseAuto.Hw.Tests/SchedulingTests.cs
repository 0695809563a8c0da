using System;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using NUnit.Framework;
using SenseAuto.Core.Time;
using SenseAuto.Hw.Scheduling;

namespace SenseAuto.Hw.Tests;

[TestFixture]
public sealed class SchedulingTests
{
    [Test]
    public void Wake_ups_keep_to_the_schedule_and_are_never_early()
    {
        var timer = new FrameTimer(MonoDuration.FromMilliseconds(2));
        FrameWake before = timer.WaitNext();
        for (int i = 0; i < 20; i++)
        {
            FrameWake wake = timer.WaitNext();
            Assert.That(FrameTimer.Now >= wake.Due, Is.True);
            Assert.That(wake.Due.Since(before.Due).Nanoseconds, Is.EqualTo((1 + wake.Missed) * 2_000_000L));
            before = wake;
        }

        Assert.That(timer.Lateness.Count, Is.EqualTo(21));
        TestContext.Out.WriteLine(
            $"lateness p50 {timer.Lateness.Quantile(0.5).Milliseconds} ms, max {timer.Lateness.Max.Milliseconds} ms");
    }

    [Test]
    public void Side_thread_gives_way_and_its_time_counts_work_and_no_waiting()
    {
        bool gaveWay = false;
        (double sleptMs, double workedMs) = (0, 0);
        var thread = new Thread(() =>
        {
            gaveWay = SideThread.GiveWay();
            double beforeMs = SideThread.CpuTime.Milliseconds;
            FrameTimer.SleepUntil(FrameTimer.Now + MonoDuration.FromMilliseconds(30));
            sleptMs = SideThread.CpuTime.Milliseconds - beforeMs;
            beforeMs = SideThread.CpuTime.Milliseconds;
            for (double sum = 0; workedMs < 5; sum += Math.Sqrt(sum + 1))
                workedMs = SideThread.CpuTime.Milliseconds - beforeMs;
        });
        thread.Start();
        thread.Join();

        Assert.That(gaveWay, Is.True);
        Assert.That(sleptMs, Is.LessThan(15));
        Assert.That(workedMs, Is.GreaterThanOrEqualTo(5));
    }

    [Test]
    public void Busy_thread_skips_whole_periods_and_counts_them()
    {
        var timer = new FrameTimer(MonoDuration.FromMilliseconds(1));
        MonoTime busyUntil = FrameTimer.Now + MonoDuration.FromMilliseconds(6);
        FrameTimer.SleepUntil(busyUntil);

        FrameWake wake = timer.WaitNext();

        Assert.That(wake.Missed, Is.GreaterThanOrEqualTo(4));
        Assert.That(timer.Missed, Is.EqualTo(wake.Missed));
    }

    [Test]
    public void Timer_has_the_clock_of_the_system_time_provider()
    {
        MonoTime before = new FrameClock(TimeProvider.System).Now;
        MonoTime between = FrameTimer.Now;
        MonoTime after = new FrameClock(TimeProvider.System).Now;

        Assert.That(between >= before && between <= after, Is.True);
    }

    [Test]
    public void Thread_runs_even_where_nothing_it_asks_for_is_permitted()
    {
        bool ran = false;
        var options = new FrameThreadOptions("road", Core: 1023, FifoPriority: 0, LockMemory: false);
        using (var thread = new FrameThread(options, () => ran = true))
            Assert.That(thread.Notes, Has.Count.EqualTo(1).And.Some.Contains("core 1023"));

        Assert.That(ran, Is.True);
    }

    [Test]
    public void Thread_on_core_zero_has_nothing_to_note()
    {
        using var thread =
            new FrameThread(new FrameThreadOptions("road", Core: 0, FifoPriority: 0, LockMemory: false), () => { });

        Assert.That(thread.Notes, Is.Empty);
    }

    [Test]
    public void Service_manager_hears_ready_and_kicks()
    {
        string path = Path.Combine(Path.GetTempPath(), $"senseauto-notify-{Environment.ProcessId}");
        File.Delete(path);
        using var manager =
            new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = 10_000 };
        manager.Bind(new UnixDomainSocketEndPoint(path));
        try
        {
            using var watchdog = new SystemdWatchdog(path, MonoDuration.FromMilliseconds(500));
            watchdog.Ready();
            watchdog.Kick();

            Assert.That(Text(manager), Is.EqualTo("READY=1"));
            Assert.That(Text(manager), Is.EqualTo("WATCHDOG=1"));
            Assert.That(watchdog.Failed, Is.Zero);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public void Watchdog_device_that_is_not_one_is_named()
    {
        Assert.That(
            () => new DeviceWatchdog("/dev/null", 5),
            Throws.InstanceOf<IOException>().With.Message.Contains("/dev/null"));
        Assert.That(
            () => new DeviceWatchdog("/dev/no-dog", 5),
            Throws.InstanceOf<IOException>().With.Message.Contains("/dev/no-dog"));
    }

    private static string Text(Socket from)
    {
        var bytes = new byte[64];
        return Encoding.ASCII.GetString(bytes, 0, from.Receive(bytes));
    }
}
