using System;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Hw.Can;

/// <summary>
/// One CAN frame as the MessagePack map that python-can's udp_multicast interface exchanges (python-can 4.1.0,
/// can/interfaces/udp_multicast/utils.py): eleven named fields. Allocates nothing; any thread.
/// </summary>
public static class CanMapCodec
{
    /// <summary>Room enough for any frame.</summary>
    public const int LengthMax = 320;
    private const int FieldCount = 11;
    private const int FieldsMax = 64;

    /// <param name="timestampS">Wall-clock seconds; receivers replace it by their own.</param>
    /// <returns>Bytes written to <paramref name="into"/>, which holds at least <see cref="LengthMax"/>.</returns>
    public static int Encode(in CanFrame frame, double timestampS, Span<byte> into)
    {
        bool isRemote = (frame.Flags & CanFlags.Remote) != 0;
        var map = new MessagePackWriter(into);
        map.MapHeader(FieldCount);
        map.Field("timestamp"u8).Double(timestampS);
        map.Field("arbitration_id"u8).UInt(frame.Id);
        map.Field("is_extended_id"u8).Bool(frame.IsExtended);
        map.Field("is_remote_frame"u8).Bool(isRemote);
        map.Field("is_error_frame"u8).Bool((frame.Flags & CanFlags.Error) != 0);
        map.Field("channel"u8).Nil();
        map.Field("dlc"u8).UInt(frame.Length);
        map.Field("data"u8).Bytes(isRemote ? [] : frame.Payload);
        map.Field("is_fd"u8).Bool(frame.IsFd);
        map.Field("bitrate_switch"u8).Bool((frame.Flags & CanFlags.BitRateSwitch) != 0);
        map.Field("error_state_indicator"u8).Bool(false);
        return map.Length;
    }

    /// <summary>
    /// False for anything that is not one well-formed frame. Fields may come in any order; unknown ones are ignored.
    /// </summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, byte bus, MonoTime captured, out CanFrame frame)
    {
        frame = default;
        var reader = new MessagePackReader(bytes);
        if (!reader.TryMapHeader(out int fields) || fields > FieldsMax)
            return false;

        var seen = default(Fields);
        for (int i = 0; i < fields; i++)
        {
            if (!reader.TryText(out ReadOnlySpan<byte> name) || !seen.TryTake(name, ref reader))
                return false;
        }

        return reader.IsAtEnd && seen.TryMakeFrame(bus, captured, out frame);
    }

    private ref struct Fields
    {
        private ReadOnlySpan<byte> _bytes;
        private CanFlags _flags;
        private bool _hasId;
        private uint _id;
        private uint _length;

        public bool TryTake(ReadOnlySpan<byte> name, ref MessagePackReader reader)
        {
            if (name.SequenceEqual("arbitration_id"u8))
                return _hasId = reader.TryUInt(out _id);
            if (name.SequenceEqual("dlc"u8))
                return reader.TryUInt(out _length);
            if (name.SequenceEqual("data"u8))
                return reader.TryBytes(out _bytes);

            CanFlags flag = FlagOf(name);
            return flag == CanFlags.None ? reader.TrySkip() : TryFlag(flag, ref reader);
        }

        public readonly bool TryMakeFrame(byte bus, MonoTime captured, out CanFrame frame)
        {
            frame = default;
            bool isRemote = (_flags & CanFlags.Remote) != 0;
            if (!_hasId || _length > CanPayload.MaxLength)
                return false;
            if (isRemote ? _bytes.Length != 0 : _bytes.Length != _length)
                return false;

            // A remote frame asks for that many bytes and carries none: here they are zeros, so that the length is
            // kept.
            Span<byte> zeros = stackalloc byte[CanPayload.MaxLength];
            zeros.Clear();
            frame = new CanFrame(captured, bus, _id, _flags, isRemote ? zeros[..(int)_length] : _bytes);
            return CanFrameRules.IsWellFormed(in frame);
        }

        private bool TryFlag(CanFlags flag, ref MessagePackReader reader)
        {
            if (!reader.TryBool(out bool isSet))
                return false;

            _flags = isSet ? _flags | flag : _flags & ~flag;
            return true;
        }

        private static CanFlags FlagOf(ReadOnlySpan<byte> name)
        {
            if (name.SequenceEqual("is_extended_id"u8))
                return CanFlags.Extended;
            if (name.SequenceEqual("is_remote_frame"u8))
                return CanFlags.Remote;
            if (name.SequenceEqual("is_error_frame"u8))
                return CanFlags.Error;
            if (name.SequenceEqual("is_fd"u8))
                return CanFlags.Fd;

            return name.SequenceEqual("bitrate_switch"u8) ? CanFlags.BitRateSwitch : CanFlags.None;
        }
    }
}
