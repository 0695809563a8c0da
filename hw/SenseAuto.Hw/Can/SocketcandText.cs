using System;
using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Hw.Can;

/// <summary>
/// The words of socketcand's protocol in raw mode (linux-can/socketcand, doc/protocol.md): ASCII messages in angle
/// brackets. Classic frames only, as its clients are. An identifier of more than three digits is an extended one.
/// Allocates nothing; any thread.
/// </summary>
internal static class SocketcandText
{
    /// <summary>Room enough for any message that is written here.</summary>
    public const int LengthMax = 128;
    private const int BaseDigits = 3;
    private const int ExtendedDigits = 8;

    public static bool MaySend(in CanFrame frame) =>
        !frame.IsFd && (frame.Flags & CanFlags.Remote) == 0 && CanFrameRules.MaySend(in frame);

    /// <summary>As a client sends it: identifier, length, bytes apart.</summary>
    public static int EncodeSend(in CanFrame frame, Span<byte> into)
    {
        var text = new Writer(into);
        text.Put("< send "u8);
        text.Hex(frame.Id, frame.IsExtended ? ExtendedDigits : BaseDigits);
        text.Put(" "u8);
        text.Hex(frame.Length, 1);
        for (int i = 0; i < frame.Length; i++)
        {
            text.Put(" "u8);
            text.Hex(frame.Payload[i], 2);
        }

        text.Put(" >"u8);
        return text.Length;
    }

    /// <summary>As a server tells it: identifier, seconds, bytes together.</summary>
    public static int EncodeFrame(in CanFrame frame, Span<byte> into)
    {
        var text = new Writer(into);
        text.Put("< frame "u8);
        text.Hex(frame.Id, frame.IsExtended ? ExtendedDigits : BaseDigits);
        text.Put(" "u8);
        long microseconds = frame.Captured.Nanoseconds / 1000;
        text.Decimal(microseconds / 1_000_000, digits: 1);
        text.Put("."u8);
        text.Decimal(microseconds % 1_000_000, digits: 6);
        text.Put(" "u8);
        for (int i = 0; i < frame.Length; i++)
            text.Hex(frame.Payload[i], 2);
        text.Put(" >"u8);
        return text.Length;
    }

    /// <param name="message">Between the brackets.</param>
    public static bool TryDecodeFrame(ReadOnlySpan<byte> message, byte bus, MonoTime captured, out CanFrame frame)
    {
        frame = default;
        var words = new Words(message);
        return words.Next().SequenceEqual("frame"u8) && TryId(words.Next(), out uint id, out CanFlags flags)
            && words.Next().Length > 0 && TryMake(ref words, captured, (bus, id, flags), out frame);
    }

    /// <param name="message">Between the brackets.</param>
    public static bool TryDecodeSend(ReadOnlySpan<byte> message, byte bus, MonoTime captured, out CanFrame frame)
    {
        frame = default;
        var words = new Words(message);
        return words.Next().SequenceEqual("send"u8) && TryId(words.Next(), out uint id, out CanFlags flags)
            && TryHex(words.Next(), out uint length) && TryMake(ref words, captured, (bus, id, flags), out frame)
            && frame.Length == length;
    }

    private static bool TryMake(
        ref Words words, MonoTime captured, (byte Bus, uint Id, CanFlags Flags) head, out CanFrame frame)
    {
        frame = default;
        Span<byte> payload = stackalloc byte[CanFrameRules.ClassicLengthMax];
        int length = 0;
        while (words.Next() is { Length: > 0 } word)
        {
            // A single digit is a byte of its own; otherwise two digits make one, with or without spaces between them.
            for (int i = 0; i < word.Length; i += 2)
            {
                if (length == payload.Length || !TryHex(word[i..Math.Min(i + 2, word.Length)], out uint value))
                    return false;

                payload[length++] = (byte)value;
            }
        }

        frame = new CanFrame(captured, head.Bus, head.Id, head.Flags, payload[..length]);
        return CanFrameRules.IsWellFormed(in frame);
    }

    private static bool TryId(ReadOnlySpan<byte> word, out uint id, out CanFlags flags)
    {
        flags = word.Length > BaseDigits ? CanFlags.Extended : CanFlags.None;
        return TryHex(word, out id);
    }

    private static bool TryHex(ReadOnlySpan<byte> word, out uint value) =>
        uint.TryParse(word, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);

    private ref struct Words(ReadOnlySpan<byte> text)
    {
        private ReadOnlySpan<byte> _rest = text;

        /// <summary>Empty at the end.</summary>
        public ReadOnlySpan<byte> Next()
        {
            _rest = _rest.TrimStart((byte)' ');
            int end = _rest.IndexOf((byte)' ');
            ReadOnlySpan<byte> word = end < 0 ? _rest : _rest[..end];
            _rest = _rest[word.Length..];
            return word;
        }
    }

    private ref struct Writer(Span<byte> into)
    {
        private readonly Span<byte> _into = into;

        public int Length { get; private set; }

        public void Put(ReadOnlySpan<byte> text)
        {
            text.CopyTo(_into[Length..]);
            Length += text.Length;
        }

        public void Hex(uint value, int digits)
        {
            Utf8Formatter.TryFormat(value, _into[Length..], out int written, new StandardFormat('X', (byte)digits));
            Length += written;
        }

        public void Decimal(long value, int digits)
        {
            Utf8Formatter.TryFormat(value, _into[Length..], out int written, new StandardFormat('D', (byte)digits));
            Length += written;
        }
    }
}
