using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace SenseAuto.Service.Faults;

/// <summary>The line between a client on this machine and a broker on it, as one that can be cut: neither end says goodbye.</summary>
internal sealed class BrokerLine : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, port: 0);
    private readonly int _brokerPort;
    private readonly Lock _gate = new();
    private readonly List<TcpClient> _ends = [];
    private readonly Task _serving;
    private bool _isCut;

    public BrokerLine(int brokerPort)
    {
        _brokerPort = brokerPort;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _serving = ServeAsync();
    }

    /// <summary>Where the client connects to, on loopback.</summary>
    public int Port { get; }

    /// <summary>Who is connected is thrown out, and nobody gets in until <see cref="Mend"/>.</summary>
    public void Cut()
    {
        lock (_gate)
        {
            _isCut = true;
            foreach (TcpClient end in _ends)
                end.Dispose();
            _ends.Clear();
        }
    }

    public void Mend()
    {
        lock (_gate)
            _isCut = false;
    }

    public void Dispose()
    {
        Cut();
        _listener.Dispose();
        _serving.Wait(TimeSpan.FromSeconds(5));
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
                _ = JoinAsync(await _listener.AcceptTcpClientAsync().ConfigureAwait(false));
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // Disposed: there is no line any more.
        }
    }

    private async Task JoinAsync(TcpClient near)
    {
        var far = new TcpClient();
        try
        {
            if (!TryKeep(near, far))
                return;

            await far.ConnectAsync(IPAddress.Loopback, _brokerPort).ConfigureAwait(false);
            NetworkStream here = near.GetStream();
            NetworkStream there = far.GetStream();
            await Task.WhenAny(here.CopyToAsync(there), there.CopyToAsync(here)).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is SocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // One end went away, or there is no broker: the other end sees its connection closed.
        }
        finally
        {
            near.Dispose();
            far.Dispose();
        }
    }

    private bool TryKeep(TcpClient near, TcpClient far)
    {
        lock (_gate)
        {
            if (_isCut)
                return false;

            _ends.RemoveAll(static end => end.Client is null);
            _ends.Add(near);
            _ends.Add(far);
            return true;
        }
    }
}
