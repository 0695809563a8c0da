using System;
using System.Threading;

namespace SenseAuto.Hw.Can;

/// <summary>
/// Messages in angle brackets out of a stream of bytes, however the stream was cut. One thread; the count is for any.
/// </summary>
internal sealed class SocketcandReader
{
    private const int MessageMax = 512;
    private readonly byte[] _message = new byte[MessageMax];
    private int _length;
    private bool _isInside;
    private long _malformed;

    /// <summary>Messages that were too long or never closed.</summary>
    public long Malformed => Interlocked.Read(ref _malformed);

    /// <param name="input">What came; what was used up is cut off.</param>
    /// <param name="message">Between the brackets; valid until the next call.</param>
    public bool TryTake(scoped ref ReadOnlySpan<byte> input, out ReadOnlySpan<byte> message)
    {
        for (int i = 0; i < input.Length; i++)
        {
            if (Take(input[i]))
            {
                input = input[(i + 1)..];
                message = _message.AsSpan(0, _length);
                return true;
            }
        }

        input = default;
        message = default;
        return false;
    }

    /// <summary>True when this byte closes a message.</summary>
    private bool Take(byte next)
    {
        if (next == '<' || (_isInside && _length == MessageMax))
        {
            if (_isInside)
                Interlocked.Increment(ref _malformed);
            (_isInside, _length) = (next == '<', 0);
            return false;
        }

        bool isEnd = _isInside && next == '>';
        if (_isInside && !isEnd)
            _message[_length++] = next;
        _isInside &= !isEnd;
        return isEnd;
    }
}
