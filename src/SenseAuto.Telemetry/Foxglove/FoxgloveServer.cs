using System;
using System.Buffers;
using System.Collections.Generic;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Telemetry.Web;

namespace SenseAuto.Telemetry.Foxglove;

/// <summary>
/// Serves the streams to Foxglove's clients in the bytes of the given codec. Publishing is done by one thread; a
/// record is encoded only when somebody asked for its channel.
/// </summary>
internal sealed class FoxgloveServer(IWireCodec codec, WallClock clock, OutMessagePool pool, int clientsMax)
{
    /// <summary>Messages that may wait for one client.</summary>
    public const int QueueCapacity = 32;

    private const int StreamCount = 256;
    private readonly byte[] _hello = FoxgloveProtocol.ServerHello("SenseAuto", $"{clock.UnixNanoseconds(default)}");
    private readonly byte[] _advertise = FoxgloveProtocol.Advertise(codec.Channels);
    private readonly int[] _channelOf = ChannelNumbers(codec.Channels);
    private readonly PeerSet<FoxglovePeer> _peers = new(clientsMax);
    private readonly ArrayBufferWriter<byte> _payload = new(64 * 1024);

    public int Clients => _peers.Count;

    /// <summary>Messages left out for slow clients that are still connected.</summary>
    public long Dropped
    {
        get
        {
            long dropped = 0;
            foreach (FoxglovePeer peer in _peers.Items)
                dropped += peer.Socket.Dropped;
            return dropped;
        }
    }

    public bool Wants(StreamId stream)
    {
        int channel = _channelOf[(int)stream];
        if (channel == 0)
            return false;

        foreach (FoxglovePeer peer in _peers.Items)
        {
            foreach (FoxgloveSubscription subscription in peer.Subscriptions)
            {
                if (subscription.Channel == channel)
                    return true;
            }
        }

        return false;
    }

    public async Task ServeAsync(WebSocket socket, CancellationToken ending)
    {
        var connection = new WebSocketPeer(socket, QueueCapacity);
        var peer = new FoxglovePeer(connection, pool, codec.Channels.Count);
        if (!_peers.TryAdd(peer))
        {
            await socket.CloseAsync(WebSocketCloseStatus.PolicyViolation, "too many clients", ending)
                .ConfigureAwait(false);
            return;
        }

        Post(connection, _hello);
        Post(connection, _advertise);
        try
        {
            await connection.RunAsync(peer.OnMessage, ending).ConfigureAwait(false);
        }
        finally
        {
            _peers.Remove(peer);
        }
    }

    /// <summary>Publishing thread only.</summary>
    public void Publish(in RingRecord record)
    {
        if (!Wants(record.Stream))
            return;

        _payload.ResetWrittenCount();
        if (codec.TryEncode(in record, _payload))
            Send(_channelOf[(int)record.Stream], record.Time);
    }

    /// <summary>Publishing thread only.</summary>
    public void PublishPicture(CameraFrame frame, ReadOnlySpan<byte> jpeg)
    {
        _payload.ResetWrittenCount();
        codec.EncodePicture(frame, jpeg, _payload);
        Send(_channelOf[(int)StreamId.RoadCamera], frame.Captured);
    }

    public void AbortAll()
    {
        foreach (FoxglovePeer peer in _peers.Items)
            peer.Socket.Abort();
    }

    private void Send(int channel, MonoTime time)
    {
        long unixNs = clock.UnixNanoseconds(time);
        foreach (FoxglovePeer peer in _peers.Items)
        {
            foreach (FoxgloveSubscription subscription in peer.Subscriptions)
            {
                if (subscription.Channel == channel)
                    Send(peer, subscription.Id, unixNs);
            }

            peer.TellDrops(unixNs);
        }
    }

    private void Send(FoxglovePeer peer, uint subscription, long unixNs)
    {
        if (!pool.TryRent(isText: false, out OutMessage message))
            return;

        FoxgloveProtocol.WriteDataHeader(message.GetSpan(FoxgloveProtocol.DataHeaderBytes), subscription, unixNs);
        message.Advance(FoxgloveProtocol.DataHeaderBytes);
        message.Write(_payload.WrittenSpan);
        peer.Socket.TryPost(message);
        message.Release();
    }

    private void Post(WebSocketPeer connection, byte[] text)
    {
        if (!pool.TryRent(isText: true, out OutMessage message))
            return;

        message.Write(text);
        connection.TryPost(message);
        message.Release();
    }

    private static int[] ChannelNumbers(IReadOnlyList<WireChannel> channels)
    {
        int[] numbers = new int[StreamCount];
        for (int i = 0; i < channels.Count; i++)
            numbers[(int)channels[i].Stream] = i + 1;
        return numbers;
    }
}
