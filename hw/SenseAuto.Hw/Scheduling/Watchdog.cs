using System;
using System.Globalization;
using System.Net.Sockets;
using System.Threading;
using SenseAuto.Core.Time;
using SenseAuto.Hw.Native;

namespace SenseAuto.Hw.Scheduling;

/// <summary>Something that restarts us unless it hears from us in time.</summary>
public interface IWatchdog : IDisposable
{
    /// <summary>Kick at least twice as often as this.</summary>
    MonoDuration Timeout { get; }

    /// <summary>Kicks that did not get through. Only goes up.</summary>
    long Failed { get; }

    void Kick();
}

/// <summary>The kernel's watchdog device. Disposing it disarms it (magic close); a crash does not.</summary>
public sealed class DeviceWatchdog : IWatchdog
{
    private static readonly nuint SetTimeout = IoctlNumber.ReadWrite('W', 6, sizeof(int));
    private readonly SafeFd _device;
    private long _failed;

    /// <exception cref="System.IO.IOException">No such device, in use, or it refuses the timeout: named.</exception>
    public DeviceWatchdog(string path, int timeoutS)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(timeoutS, 1);
        _device = Libc.OpenDevice(path, Libc.OpenReadWrite);
        int seconds = timeoutS;
        if (!Libc.TryIoctl(_device, SetTimeout, ref seconds))
        {
            System.IO.IOException failure = Libc.Failure(path, $"refuses a timeout of {timeoutS} s");
            Dispose();
            throw failure;
        }

        Timeout = MonoDuration.FromSeconds(seconds);
    }

    /// <summary>As the driver rounded it.</summary>
    public MonoDuration Timeout { get; }

    public long Failed => Interlocked.Read(ref _failed);

    public void Kick()
    {
        if (!TryWrite((byte)'k'))
            Interlocked.Increment(ref _failed);
    }

    public void Dispose()
    {
        if (_device.IsClosed)
            return;

        TryWrite((byte)'V');
        _device.Dispose();
    }

    private unsafe bool TryWrite(byte value) => Libc.Write(_device, &value, 1) == 1;
}

/// <summary>
/// systemd's service watchdog: datagrams to the socket the service manager names (sd_notify protocol).
/// </summary>
public sealed class SystemdWatchdog : IWatchdog
{
    private readonly Socket _socket;
    private long _failed;

    /// <param name="socketPath">A path, or an abstract name that begins with @.</param>
    /// <exception cref="SocketException">Nobody listens there.</exception>
    public SystemdWatchdog(string socketPath, MonoDuration timeout)
    {
        ArgumentException.ThrowIfNullOrEmpty(socketPath);
        string address = socketPath[0] == '@' ? string.Concat("\0", socketPath.AsSpan(1)) : socketPath;
        _socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { Blocking = false };
        try
        {
            _socket.Connect(new UnixDomainSocketEndPoint(address));
        }
        catch (SocketException)
        {
            _socket.Dispose();
            throw;
        }

        Timeout = timeout;
    }

    public MonoDuration Timeout { get; }

    public long Failed => Interlocked.Read(ref _failed);

    /// <summary>Null where systemd did not start us or wants no watchdog.</summary>
    public static SystemdWatchdog? FromEnvironment()
    {
        string? path = Environment.GetEnvironmentVariable("NOTIFY_SOCKET");
        bool isWanted = long.TryParse(
            Environment.GetEnvironmentVariable("WATCHDOG_USEC"), CultureInfo.InvariantCulture, out long microseconds);
        return string.IsNullOrEmpty(path) || !isWanted || microseconds <= 0
            ? null
            : new SystemdWatchdog(path, new MonoDuration(microseconds * 1_000));
    }

    /// <summary>Tells systemd that start-up is over (Type=notify).</summary>
    public void Ready() => Send("READY=1"u8);

    public void Kick() => Send("WATCHDOG=1"u8);

    public void Dispose() => _socket.Dispose();

    private void Send(ReadOnlySpan<byte> state)
    {
        _socket.Send(state, SocketFlags.None, out SocketError error);
        if (error != SocketError.Success)
            Interlocked.Increment(ref _failed);
    }
}
