using System;
using System.Threading;

namespace SenseAuto.Telemetry.Web;

/// <summary>Who is connected: changed rarely, read every frame without a lock.</summary>
internal sealed class PeerSet<T>(int capacity)
    where T : class
{
    private readonly Lock _gate = new();
    private T[] _peers = [];
    private long _joins;

    public ReadOnlySpan<T> Items => Volatile.Read(ref _peers);

    public int Count => Items.Length;

    /// <summary>Goes up with every peer that joins, so that news can be sent to it.</summary>
    public long Joins => Volatile.Read(ref _joins);

    /// <summary>False when there are as many as allowed.</summary>
    public bool TryAdd(T peer)
    {
        lock (_gate)
        {
            if (_peers.Length >= capacity)
                return false;

            Volatile.Write(ref _peers, [.. _peers, peer]);
            _joins++;
            return true;
        }
    }

    public void Remove(T peer)
    {
        lock (_gate)
            Volatile.Write(ref _peers, Array.FindAll(_peers, other => !ReferenceEquals(other, peer)));
    }
}
