using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Sockets;

namespace SenseAuto.Hw.Can;

/// <summary>
/// One client of a <see cref="SocketcandServer"/>. The server's thread reads and agrees with it; once it is on a bus,
/// only the thread that sends frames writes to it.
/// </summary>
internal sealed class SocketcandClient : IDisposable
{
    private readonly SocketcandSender _sender;
    private int _opened = -1;
    private volatile int _bus = -1;

    public SocketcandClient(Socket socket)
    {
        Socket = socket;
        socket.NoDelay = true;
        socket.Blocking = false;
        _sender = new SocketcandSender(socket);
    }

    public Socket Socket { get; }

    public SocketcandReader Reader { get; } = new();

    /// <summary>Index of the bus it hears; -1 while it does not.</summary>
    public int Bus => _bus;

    public bool TryTell(ReadOnlySpan<byte> message)
    {
        try
        {
            return _sender.TrySend(message, out _);
        }
        catch (ObjectDisposedException)
        {
            // It has just gone.
            return false;
        }
    }

    /// <summary>Bytes that came; 0 when it has gone.</summary>
    public int Receive(byte[] into)
    {
        int length = Socket.Receive(into, SocketFlags.None, out SocketError error);
        return error == SocketError.Success ? length : 0;
    }

    /// <summary>Answers a command; false when it is none that is known here, or comes at the wrong time.</summary>
    public bool TryAgree(string command, IReadOnlyList<string> channels)
    {
        if (_bus >= 0)
            return false;

        string[] words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is ["rawmode"] && _opened >= 0)
        {
            // The answer goes out first: afterwards the line belongs to the frames.
            TryTell("< ok >"u8);
            _bus = _opened;
            return true;
        }

        int bus = words is ["open", string name] ? channels.ToList().IndexOf(name) : -1;
        TryTell(bus >= 0 ? "< ok >"u8 : "< error unknown command or bus >"u8);
        _opened = bus >= 0 ? bus : _opened;
        return bus >= 0;
    }

    public void Dispose() => Socket.Dispose();
}
