using System;
using System.Runtime.CompilerServices;
using SenseAuto.Core.Time;

namespace SenseAuto.Core.Messages;

[Flags]
public enum CanFlags : byte
{
    None = 0,

    /// <summary>29-bit identifier.</summary>
    Extended = 1,

    /// <summary>CAN FD frame (up to 64 bytes).</summary>
    Fd = 2,

    /// <summary>CAN FD bit rate switch.</summary>
    BitRateSwitch = 4,

    Remote = 8,
    Error = 16,
}

/// <summary>64 payload bytes held in place, so that a frame is a plain value.</summary>
[InlineArray(MaxLength)]
public struct CanPayload
{
    public const int MaxLength = 64;
    private byte _first;
}

/// <summary>One frame on a bus, classic or FD. A plain value: copying it copies the payload. Pass it by <c>in</c>.</summary>
public struct CanFrame : IEquatable<CanFrame>
{
    private CanPayload _payload;

    /// <exception cref="ArgumentException">The payload is longer than 64 bytes.</exception>
    public CanFrame(MonoTime captured, byte bus, uint id, CanFlags flags, ReadOnlySpan<byte> payload)
    {
        if (payload.Length > CanPayload.MaxLength)
            throw new ArgumentException($"a CAN payload has at most {CanPayload.MaxLength} bytes", nameof(payload));

        Captured = captured;
        Bus = bus;
        Id = id;
        Flags = flags;
        Length = (byte)payload.Length;
        payload.CopyTo(_payload);
    }

    public MonoTime Captured { get; set; }

    /// <summary>11 or 29 bits, without flag bits.</summary>
    public uint Id { get; set; }

    public CanFlags Flags { get; set; }

    /// <summary>Index of the bus in the vehicle profile.</summary>
    public byte Bus { get; set; }

    /// <summary>Payload bytes, 0..64.</summary>
    public byte Length { get; private set; }

    public readonly bool IsExtended => (Flags & CanFlags.Extended) != 0;

    public readonly bool IsFd => (Flags & CanFlags.Fd) != 0;

    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public readonly ReadOnlySpan<byte> Payload => ((ReadOnlySpan<byte>)_payload)[..Length];

    public readonly bool Equals(CanFrame other) =>
        Captured == other.Captured && Id == other.Id && Flags == other.Flags && Bus == other.Bus &&
        Payload.SequenceEqual(other.Payload);

    public override readonly bool Equals(object? obj) => obj is CanFrame other && Equals(other);

    public override readonly int GetHashCode() => HashCode.Combine(Captured, Id, Flags, Bus, Length);

    public static bool operator ==(CanFrame a, CanFrame b) => a.Equals(b);

    public static bool operator !=(CanFrame a, CanFrame b) => !a.Equals(b);
}
