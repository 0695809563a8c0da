using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Hw.Can;

/// <summary>Where and which buses to offer.</summary>
/// <param name="Channels">Names of the buses, in the order of their indices.</param>
public sealed record SocketcandServerOptions(IReadOnlyList<string> Channels)
{
    /// <summary>The only address that is listened on.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>0 for any free port.</summary>
    public int Port { get; init; } = SocketcandOptions.DefaultPort;

    public int ClientsMax { get; init; } = 8;

    public int QueueCapacity { get; init; } = 4096;
}

/// <summary>
/// Buses for socketcand's clients, without a CAN kernel: what is sent goes to every client of that bus, what a client
/// sends is read here. Clients do not hear each other. Raw mode and classic frames only.
/// </summary>
public sealed class SocketcandServer : ICanBus, IDisposable
{
    private const int PollMs = 50;
    private readonly SocketcandServerOptions _options;
    private readonly Socket _listener;
    private readonly FrameClock _clock;
    private readonly SpscRing<CanFrame> _received;
    private readonly byte[] _bytes = new byte[1 << 16];
    private readonly Thread _thread;
    private volatile SocketcandClient[] _clients = [];
    private volatile bool _isStopping;
    private long _malformed;

    /// <exception cref="IOException">The port is taken; says which.</exception>
    public SocketcandServer(SocketcandServerOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        string? wrong = options.Channels.FirstOrDefault(static name => !SocketcandOptions.IsChannel(name));
        if (wrong is not null || options.Channels.Count == 0)
            throw new ArgumentException($"socketcand: '{wrong}' cannot be the name of a bus", nameof(options));

        _options = options;
        _clock = new FrameClock(time);
        _received = new SpscRing<CanFrame>(options.QueueCapacity);
        _listener = new Socket(options.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            _listener.Bind(new IPEndPoint(options.Address, options.Port));
            _listener.Listen(options.ClientsMax);
        }
        catch (SocketException error)
        {
            _listener.Dispose();
            throw new IOException(
                $"socketcand: cannot listen on {options.Address} port {options.Port}: {error.Message}", error);
        }

        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        _thread = new Thread(Run) { IsBackground = true, Name = "socketcand server" };
        _thread.Start();
    }

    public int Port { get; }

    public bool IsEnded => false;

    /// <summary>Clients that hear a bus now.</summary>
    public int Clients => _clients.Count(static client => client.Bus >= 0);

    /// <summary>Messages of clients that were none of the protocol's.</summary>
    public long Malformed => Interlocked.Read(ref _malformed);

    public bool TryRead(out CanFrame frame) => _received.TryRead(out frame);

    /// <summary>False when a client did not take it; it is lost for that client alone.</summary>
    public bool TrySend(in CanFrame frame)
    {
        if (frame.Bus >= _options.Channels.Count || !SocketcandText.MaySend(in frame))
            return false;

        Span<byte> text = stackalloc byte[SocketcandText.LengthMax];
        int length = SocketcandText.EncodeFrame(in frame, text);
        bool isTaken = true;
        foreach (SocketcandClient client in _clients)
            isTaken &= client.Bus != frame.Bus || client.TryTell(text[..length]);
        return isTaken;
    }

    public void Dispose()
    {
        _isStopping = true;
        _thread.Join();
        foreach (SocketcandClient client in _clients)
            client.Dispose();
        _listener.Dispose();
    }

    private void Run()
    {
        var waiting = new List<Socket>();
        while (!_isStopping)
        {
            waiting.Clear();
            waiting.Add(_listener);
            waiting.AddRange(_clients.Select(static client => client.Socket));
            Socket.Select(waiting, null, null, PollMs * 1000);
            if (waiting.Contains(_listener))
                Accept();
            foreach (SocketcandClient client in _clients)
            {
                if (waiting.Contains(client.Socket) && !TryServe(client))
                    Drop(client);
            }
        }
    }

    private void Accept()
    {
        Socket socket = _listener.Accept();
        if (_clients.Length == _options.ClientsMax)
        {
            socket.Dispose();
            return;
        }

#pragma warning disable CA2000 // Dropping a client disposes it.
        var client = new SocketcandClient(socket);
#pragma warning restore CA2000
        _clients = [.. _clients, client];
        client.TryTell("< hi >"u8);
    }

    private void Drop(SocketcandClient client)
    {
        _clients = [.. _clients.Where(other => other != client)];
        client.Dispose();
    }

    /// <summary>False when the client has gone.</summary>
    private bool TryServe(SocketcandClient client)
    {
        int length = client.Receive(_bytes);
        ReadOnlySpan<byte> rest = _bytes.AsSpan(0, length);
        while (client.Reader.TryTake(ref rest, out ReadOnlySpan<byte> message))
            Obey(client, message);
        return length > 0;
    }

    private void Obey(SocketcandClient client, ReadOnlySpan<byte> message)
    {
        if (client.Bus >= 0 && SocketcandText.TryDecodeSend(message, (byte)client.Bus, _clock.Now, out CanFrame frame))
            _received.TryWrite(in frame);
        else if (!client.TryAgree(Encoding.ASCII.GetString(message).Trim(), _options.Channels))
            Interlocked.Increment(ref _malformed);
    }
}
