using System;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Hw.Native;

namespace SenseAuto.Hw.Can;

/// <summary>Between our frames and the kernel's. Pure.</summary>
internal static class RawCanFrames
{
    public static unsafe RawCanFrame From(in CanFrame frame)
    {
        var raw = default(RawCanFrame);
        raw.Id = frame.Id;
        if (frame.IsExtended)
            raw.Id |= SocketCanNative.ExtendedFlag;
        if ((frame.Flags & CanFlags.Remote) != 0)
            raw.Id |= SocketCanNative.RemoteFlag;
        if ((frame.Flags & CanFlags.BitRateSwitch) != 0)
            raw.Flags = SocketCanNative.BitRateSwitchFlag;
        raw.Length = frame.Length;
        frame.Payload.CopyTo(new Span<byte>(raw.Payload, CanPayload.MaxLength));
        return raw;
    }

    /// <summary>False when the kernel's answer is no frame.</summary>
    /// <param name="size">What the read returned.</param>
    public static unsafe bool TryRead(
        ref readonly RawCanFrame raw, nint size, byte bus, MonoTime captured, out CanFrame frame)
    {
        frame = default;
        bool isFd = size == RawCanFrame.FdSize;
        if ((!isFd && size != RawCanFrame.ClassicSize) ||
            raw.Length > (isFd ? CanPayload.MaxLength : CanFrameRules.ClassicLengthMax))
        {
            return false;
        }

        CanFlags flags = isFd ? CanFlags.Fd : CanFlags.None;
        if ((raw.Id & SocketCanNative.ExtendedFlag) != 0)
            flags |= CanFlags.Extended;
        if ((raw.Id & SocketCanNative.RemoteFlag) != 0)
            flags |= CanFlags.Remote;
        if ((raw.Id & SocketCanNative.ErrorFlag) != 0)
            flags |= CanFlags.Error | CanFlags.Extended;
        if (isFd && (raw.Flags & SocketCanNative.BitRateSwitchFlag) != 0)
            flags |= CanFlags.BitRateSwitch;

        // An error frame's identifier is a set of error classes, wider than 11 bits: it is kept as an extended one.
        fixed (byte* payload = raw.Payload)
        {
            var bytes = new ReadOnlySpan<byte>(payload, raw.Length);
            frame = new CanFrame(captured, bus, raw.Id & SocketCanNative.ExtendedMask, flags, bytes);
        }

        return true;
    }
}
