using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading;
using SenseAuto.Telemetry.Web;

namespace SenseAuto.Telemetry.Foxglove;

/// <summary>One subscription of a client.</summary>
internal readonly record struct FoxgloveSubscription(uint Id, int Channel);

/// <summary>
/// One Foxglove client: what it asks for, what it gets, and what it is told when it asks for the wrong thing.
/// </summary>
internal sealed class FoxglovePeer(WebSocketPeer socket, OutMessagePool pool, int channelCount)
{
    private const int SubscriptionsMax = 256;
    private const int ComplaintCharsMax = 200;
    private FoxgloveSubscription[] _subscriptions = [];
    private long _droppedTold;
    private long _lastTold;

    public WebSocketPeer Socket { get; } = socket;

    /// <summary>Replaced whole by the receiving side; read by the sending side.</summary>
    public ReadOnlySpan<FoxgloveSubscription> Subscriptions => Volatile.Read(ref _subscriptions);

    public void OnMessage(ReadOnlyMemory<byte> message, bool isText)
    {
        if (!isText)
        {
            Tell(StatusLevel.Error, "this server takes no binary messages: nothing can be published to it", null);
            return;
        }

        try
        {
            using JsonDocument json = JsonDocument.Parse(message);
            Obey(json.RootElement);
        }
        catch (Exception wrong) when (IsNotUnderstood(wrong))
        {
            Tell(StatusLevel.Error, $"message not understood: {wrong.Message}", null);
        }
    }

    /// <summary>Sending side: tells the client once in a while how much it missed.</summary>
    public void TellDrops(long unixNs)
    {
        long dropped = Socket.Dropped;
        if (dropped == _droppedTold || unixNs - _lastTold < 1_000_000_000)
            return;

        if (Tell(StatusLevel.Warning, $"too slow: {dropped} messages were left out for this client", "slow"))
        {
            _droppedTold = dropped;
            _lastTold = unixNs;
        }
    }

    private static bool IsNotUnderstood(Exception wrong) =>
        wrong is JsonException or InvalidOperationException or FormatException or KeyNotFoundException;

    private void Obey(JsonElement root)
    {
        string op = root.GetProperty("op").GetString() ?? "";
        switch (op)
        {
            case "subscribe":
                foreach (JsonElement wanted in root.GetProperty("subscriptions").EnumerateArray())
                    Subscribe(wanted.GetProperty("id").GetUInt32(), wanted.GetProperty("channelId").GetInt64());
                break;
            case "unsubscribe":
                foreach (JsonElement id in root.GetProperty("subscriptionIds").EnumerateArray())
                    Unsubscribe(id.GetUInt32());
                break;
            default:
                string name = op.Length > ComplaintCharsMax ? op[..ComplaintCharsMax] : op;
                Tell(StatusLevel.Error, $"unknown or unsupported operation \"{name}\"", null);
                break;
        }
    }

    private void Subscribe(uint id, long channel)
    {
        if (channel < 1 || channel > channelCount)
            Tell(StatusLevel.Error, $"subscription {id}: there is no channel {channel}", null);
        else if (_subscriptions.Length >= SubscriptionsMax)
            Tell(StatusLevel.Error, $"subscription {id}: at most {SubscriptionsMax} are allowed", null);
        else if (Array.Exists(_subscriptions, known => known.Id == id))
            Tell(StatusLevel.Error, $"subscription {id} exists already", null);
        else
            Volatile.Write(ref _subscriptions, [.. _subscriptions, new FoxgloveSubscription(id, (int)channel)]);
    }

    private void Unsubscribe(uint id)
    {
        FoxgloveSubscription[] left = Array.FindAll(_subscriptions, known => known.Id != id);
        if (left.Length == _subscriptions.Length)
            Tell(StatusLevel.Warning, $"there is no subscription {id}", null);
        Volatile.Write(ref _subscriptions, left);
    }

    private bool Tell(StatusLevel level, string text, string? id)
    {
        if (!pool.TryRent(isText: true, out OutMessage message))
            return false;

        FoxgloveProtocol.WriteStatus(message, level, text, id);
        bool posted = Socket.TryPost(message);
        message.Release();
        return posted;
    }
}
