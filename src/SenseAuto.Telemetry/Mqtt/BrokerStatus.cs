namespace SenseAuto.Telemetry.Mqtt;

public enum BrokerState
{
    Connecting,
    Connected,
    Down,
}

/// <summary>How it stands with the broker. Counters only go up.</summary>
/// <param name="Reason">Why it is down, in words; empty while connected.</param>
/// <param name="Sent">Messages handed to the network.</param>
/// <param name="Dropped">Messages refused because the queue was full, or because the broker was away and they would
/// be outdated.</param>
/// <param name="Queued">Messages waiting now.</param>
/// <param name="Connects">Times a connection was accepted.</param>
public readonly record struct BrokerStatus(
    BrokerState State, string Reason, long Sent, long Dropped, int Queued, long Connects);
