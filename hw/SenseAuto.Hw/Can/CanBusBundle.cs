using System;
using System.Collections.Generic;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;

namespace SenseAuto.Hw.Can;

/// <summary>
/// Several buses behind one port, told apart by their index. Reading gives the oldest frame at hand, so that a late
/// bus does not overtake. Owns the buses: disposing it disposes them.
/// </summary>
public sealed class CanBusBundle : ICanBus, IDisposable
{
    private readonly Entry[] _entries;
    private readonly int[] _entryOfBus = new int[byte.MaxValue + 1];

    /// <exception cref="ArgumentException">No bus, or one index twice.</exception>
    public CanBusBundle(IReadOnlyList<(byte Bus, ICanBus Port)> buses)
    {
        ArgumentNullException.ThrowIfNull(buses);
        if (buses.Count == 0)
            throw new ArgumentException("no CAN bus", nameof(buses));

        _entries = new Entry[buses.Count];
        Array.Fill(_entryOfBus, -1);
        for (int i = 0; i < buses.Count; i++)
        {
            (byte bus, ICanBus port) = buses[i];
            if (_entryOfBus[bus] >= 0)
                throw new ArgumentException($"CAN bus {bus} is given twice", nameof(buses));

            _entryOfBus[bus] = i;
            _entries[i] = new Entry(port);
        }
    }

    public bool IsEnded
    {
        get
        {
            foreach (Entry entry in _entries)
            {
                if (entry.HasFrame || !entry.Port.IsEnded)
                    return false;
            }

            return true;
        }
    }

    public bool TryRead(out CanFrame frame)
    {
        Entry? oldest = null;
        foreach (Entry entry in _entries)
        {
            if (entry.TryPeek() && (oldest == null || entry.Frame.Captured < oldest.Frame.Captured))
                oldest = entry;
        }

        frame = oldest == null ? default : oldest.Frame;
        if (oldest == null)
            return false;

        oldest.HasFrame = false;
        return true;
    }

    public bool TrySend(in CanFrame frame)
    {
        int entry = _entryOfBus[frame.Bus];
        return entry >= 0 && _entries[entry].Port.TrySend(in frame);
    }

    public void Dispose()
    {
        foreach (Entry entry in _entries)
            (entry.Port as IDisposable)?.Dispose();
    }

    private sealed class Entry(ICanBus port)
    {
        public CanFrame Frame;

        public ICanBus Port { get; } = port;

        public bool HasFrame { get; set; }

        public bool TryPeek() => HasFrame = HasFrame || Port.TryRead(out Frame);
    }
}
