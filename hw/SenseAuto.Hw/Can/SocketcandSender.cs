using System;
using System.Net.Sockets;

namespace SenseAuto.Hw.Can;

/// <summary>Writes whole messages into a socket that must not make anybody wait. One thread.</summary>
internal sealed class SocketcandSender(Socket socket)
{
    private readonly byte[] _rest = new byte[SocketcandText.LengthMax];
    private int _restLength;

    /// <summary>
    /// False: it was not taken, and nothing of it was sent. A message that was begun is ended before the next one.
    /// </summary>
    public bool TrySend(ReadOnlySpan<byte> message, out SocketError error)
    {
        if (_restLength > 0)
        {
            int flushed = socket.Send(_rest.AsSpan(0, _restLength), SocketFlags.None, out error);
            _rest.AsSpan(flushed, _restLength - flushed).CopyTo(_rest);
            _restLength -= flushed;
            if (_restLength > 0)
                return false;
        }

        int sent = socket.Send(message, SocketFlags.None, out error);
        if (error != SocketError.Success)
            return false;

        message[sent..].CopyTo(_rest);
        _restLength = message.Length - sent;
        return true;
    }
}
