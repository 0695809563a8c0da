using System;
using System.Text;
using System.Threading;
using SenseAuto.Core;

namespace SenseAuto.Telemetry.Mqtt;

/// <summary>
/// Publishes over MQTT 5 from a thread of its own. <see cref="TryPublish"/> never waits: what does not fit is dropped
/// and counted. Anyone can see on &lt;prefix&gt;/status whether the vehicle is there: online, or offline with the
/// reason.
/// </summary>
public sealed class MqttClient : IDisposable
{
    private const int LoopMs = 20;
    private const int InFlightMax = 20;
    private const int GoodbyeLoops = 25;
    private const int ConnectTimeoutS = 10;
    private static readonly TimeSpan JoinFor = TimeSpan.FromSeconds(5);
    private static readonly byte[] Online = Encoding.UTF8.GetBytes("""{"value":"online","reason":"connected"}""");
    private static readonly byte[] Stopped = Encoding.UTF8.GetBytes("""{"value":"offline","reason":"stopped"}""");
    private static readonly byte[] Lost = Encoding.UTF8.GetBytes("""{"value":"offline","reason":"connection lost"}""");

    private readonly MqttOptions _options;
    private readonly TimeProvider _time;
    private readonly MqttTopic _status;
    private readonly MqttQueue _queue;
    private readonly MqttLink _link;
    private readonly ManualResetEvent _stop = new(false);
    private readonly Thread _thread;
    private volatile string _reason = "not yet connected";
    private volatile BrokerState _state = BrokerState.Connecting;
    private double _backOffS;
    private long _sent;
    private long _dropped;
    private long _connects;

    /// <exception cref="ArgumentException">A setting is out of range; all problems are named.</exception>
    /// <exception cref="InvalidOperationException">libmosquitto is missing or refuses a setting.</exception>
    public MqttClient(MqttOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Problems() is { Count: > 0 } problems)
            throw new ArgumentException(string.Join("; ", problems), nameof(options));

        _options = options;
        _time = time;
        _backOffS = options.ReconnectMinS;
        _status = new MqttTopic(TopicOf("status"), qos: 1, isRetained: true, expiryS: 0);
        _queue = new MqttQueue(options.QueueCapacity);
        _link = new MqttLink(options, _status, Lost);
        _thread = new Thread(Run) { Name = "mqtt", IsBackground = true, Priority = ThreadPriority.BelowNormal };
        _thread.Start();
    }

    public BrokerStatus Status => new(
        _state, _reason, Volatile.Read(ref _sent), Volatile.Read(ref _dropped), _queue.Count,
            Volatile.Read(ref _connects));

    /// <summary>The full topic of a name below the prefix.</summary>
    public string TopicOf(string name) => _options.TopicPrefix.Length == 0 ? name : $"{_options.TopicPrefix}/{name}";

    public void Dispose()
    {
        _stop.Set();

        // A name lookup inside the library may hang longer than we care to wait; the process ends without it then.
        if (!_thread.Join(JoinFor))
            return;
        _link.Dispose();
        _stop.Dispose();
    }

    /// <summary>
    /// One publisher thread only. While the broker is away only messages with an expiry wait for it: everything else
    /// is published anew when it is back.
    /// </summary>
    internal bool TryPublish(MqttTopic topic, ReadOnlySpan<byte> payload)
    {
        bool isWorthWaiting = _state == BrokerState.Connected || topic.ExpiryS > 0;
        if (isWorthWaiting && _queue.TryWrite(topic, payload, _time.GetTimestamp()))
            return true;

        Interlocked.Increment(ref _dropped);
        return false;
    }

    private void Run()
    {
        Pump.GiveWay();
        do
        {
            Serve();
        }
        while (!_stop.WaitOne(TimeSpan.FromSeconds(_backOffS)));
    }

    /// <summary>One connection, from the first attempt to its end.</summary>
    private void Serve()
    {
        _state = BrokerState.Connecting;
        long started = _time.GetTimestamp();
        int rc = _link.Connect(_options);
        while (rc is Mosquitto.Success or Mosquitto.ConnectionPending)
        {
            rc = _link.Run(LoopMs);
            if (_link.IsConnected)
                Advance();
            else if (_state == BrokerState.Connected || _time.GetElapsedTime(started).TotalSeconds > ConnectTimeoutS)
                break;
            if (_stop.WaitOne(0))
            {
                SayGoodbye();
                return;
            }
        }

        GoDown(rc);
    }

    private void Advance()
    {
        if (_state != BrokerState.Connected)
        {
            _link.Publish(_status, Online, expiryS: 0);
            DropOutdated();
            _backOffS = _options.ReconnectMinS;
            _reason = "";
            Interlocked.Increment(ref _connects);
            _state = BrokerState.Connected;
        }

        while (!_link.IsCongested && _link.InFlight < InFlightMax && _queue.TryPeek(out MqttQueue.Slot slot))
        {
            Send(slot);
            _queue.Release();
        }
    }

    /// <summary>
    /// What still waited when the last connection broke is published anew with fresh values. Such messages are only
    /// taken while connected, so none can come in here.
    /// </summary>
    private void DropOutdated()
    {
        for (int i = _queue.Count; i > 0 && _queue.TryPeek(out MqttQueue.Slot slot); i--)
        {
            if (slot.Topic is { ExpiryS: > 0 })
                Send(slot);
            else
                Interlocked.Increment(ref _dropped);
            _queue.Release();
        }
    }

    private void Send(MqttQueue.Slot slot)
    {
        Invariant.Require(slot.Topic is not null, "queued message without a topic");
        int waitedS = (int)_time.GetElapsedTime(slot.QueuedAt).TotalSeconds;
        int leftS = slot.Topic.ExpiryS - waitedS;
        bool isOutdated = slot.Topic.ExpiryS > 0 && leftS <= 0;
        if (!isOutdated && _link.Publish(slot.Topic, slot.Payload.AsSpan(0, slot.Length), leftS) == Mosquitto.Success)
            Interlocked.Increment(ref _sent);
        else
            Interlocked.Increment(ref _dropped);
    }

    private void GoDown(int rc)
    {
        string why = _link.Complaint.Length > 0 ? _link.Complaint : rc == Mosquitto.Success ? "no answer"
            : MqttLink.TextOf(rc);
        _reason = $"{_options.Host}:{_options.Port}: {why}";
        _link.MarkLost();
        if (_state != BrokerState.Connected)
            _backOffS = Math.Min(_options.ReconnectMaxS, _backOffS * 2);
        _state = BrokerState.Down;
    }

    private void SayGoodbye()
    {
        if (!_link.IsConnected)
            return;

        _link.Publish(_status, Stopped, expiryS: 0);
        for (int i = 0; i < GoodbyeLoops && _link.InFlight > 0; i++)
        {
            if (_link.Run(LoopMs) != Mosquitto.Success)
                return;
        }

        _link.Disconnect();
        _ = _link.Run(LoopMs);
    }
}
