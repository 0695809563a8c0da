using System;
using System.Numerics;
using System.Threading;

namespace SenseAuto.Telemetry.Mqtt;

/// <summary>
/// Bounded queue of messages with their bytes in place, from one publisher thread to the client's thread.
/// </summary>
internal sealed class MqttQueue
{
    public const int PayloadBytesMax = 1024;
    private readonly Slot[] _slots;
    private readonly int _mask;
    private long _written;
    private long _read;

    public MqttQueue(int capacity)
    {
        int size = (int)BitOperations.RoundUpToPowerOf2((uint)capacity);
        _mask = size - 1;
        _slots = new Slot[size];
        for (int i = 0; i < size; i++)
            _slots[i] = new Slot();
    }

    public int Capacity => _slots.Length;

    public int Count => (int)(Volatile.Read(ref _written) - Volatile.Read(ref _read));

    /// <summary>Publisher thread only. False when full, or when the payload is too long.</summary>
    public bool TryWrite(MqttTopic topic, ReadOnlySpan<byte> payload, long now)
    {
        if (_written - Volatile.Read(ref _read) >= Capacity || payload.Length > PayloadBytesMax)
            return false;

        Slot slot = _slots[(int)(_written & _mask)];
        slot.Topic = topic;
        slot.Length = payload.Length;
        slot.QueuedAt = now;
        payload.CopyTo(slot.Payload);
        Volatile.Write(ref _written, _written + 1);
        return true;
    }

    /// <summary>Client thread only. The slot stays until <see cref="Release"/>.</summary>
    public bool TryPeek(out Slot slot)
    {
        slot = _slots[(int)(_read & _mask)];
        return _read < Volatile.Read(ref _written);
    }

    public void Release() => Volatile.Write(ref _read, _read + 1);

    internal sealed class Slot
    {
        public MqttTopic? Topic { get; set; }

        public byte[] Payload { get; } = new byte[PayloadBytesMax];

        public int Length { get; set; }

        /// <summary>In ticks of the client's clock.</summary>
        public long QueuedAt { get; set; }
    }
}
