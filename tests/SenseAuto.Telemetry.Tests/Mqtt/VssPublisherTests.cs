using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using NUnit.Framework;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Telemetry.Mqtt;

namespace SenseAuto.Telemetry.Tests.Mqtt;

/// <summary>From records in a ring to what a fleet's subscriber sees on a real broker.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class VssPublisherTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);
    private TestBroker _broker = null!;
    private MqttClient _client = null!;
    private TestSubscriber _subscriber = null!;
    private RecordRing _ring = null!;
    private VssPublisher _publisher = null!;
    private SyntheticDrive _drive = null!;

    [SetUp]
    public async Task Connect()
    {
        _broker = new TestBroker();
        await _broker.StartAsync();
        var options = new MqttOptions
        {
            Host = "127.0.0.1",
            Port = _broker.Port,
            ClientId = "v1",
            ReconnectMinS = 0.05,
            ReconnectMaxS = 0.1,
        };
        _client = new MqttClient(options, TimeProvider.System);
        await Eventually.Is(() => _client.Status.State == BrokerState.Connected, "connected");
        _subscriber = new TestSubscriber(_broker.Port);
        await _subscriber.Gets("status", "online");
        _ring = new RecordRing(1 << 18);
        _publisher = new VssPublisher(
            _ring, _client, new WallClock(new MonoTime(1_000_000_000), Start), TimeProvider.System);
        _drive = new SyntheticDrive(_ring);
    }

    public void Dispose()
    {
        _publisher.Dispose();
        _subscriber.Dispose();
        _client.Dispose();
        _broker.Dispose();
    }

    private async Task Run(int frames)
    {
        for (int i = 0; i < frames; i++)
        {
            long before = _publisher.Frames;
            _drive.Frame(withHealth: _drive.Index % 20 == 0);
            await Eventually.Is(() => _publisher.Frames == before + 1, "frame published");
        }
    }

    private JsonElement Value(string topic) => JsonDocument.Parse(_subscriber.Last(topic)!.Value.Payload).RootElement;

    [Test]
    public async Task First_frame_publishes_every_row_with_value_time_and_validity()
    {
        await Run(1);
        await _subscriber.Gets(VssMap.Rows[^1].Path, "value");

        string[] missing = [.. VssMap.Rows.Select(row => row.Path).Where(path => _subscriber.Last(path) is null)];
        Assert.That(missing, Is.Empty);
        JsonElement speed = Value("Vehicle/Speed");
        Assert.That(speed.GetProperty("value").GetDouble(), Is.EqualTo(90));
        Assert.That(speed.GetProperty("valid").GetBoolean(), Is.True);
        Assert.That(speed.GetProperty("ts").GetString(), Is.EqualTo("2026-05-04T12:00:00.000Z"));
        Assert.That(Value("Vehicle/ADAS/ObstacleDetection/Distance").GetProperty("value").GetDouble(), Is.EqualTo(58));
        Assert.That(Value("Vehicle/ADAS/ObstacleDetection/TimeGap").GetProperty("value").GetDouble(), Is.EqualTo(2320));
        Assert.That(Value("Vehicle/ADAS/ObstacleDetection/IsEnabled").GetProperty("value").GetBoolean(), Is.True);
        Assert.That(Value("Vehicle/ADAS/LaneDepartureDetection/IsError").GetProperty("value").GetBoolean(), Is.False);
        Assert.That(Value("Vehicle/SenseAuto/Functions/TrafficSign/Reason").GetProperty("value").GetString(),
            Is.EqualTo("ModelMissing"));
        Assert.That(Value("Vehicle/SenseAuto/Health/FrameTimeP99").GetProperty("value").GetDouble(), Is.EqualTo(37));
        Assert.That(Value("Vehicle/SenseAuto/Health/Flags").GetProperty("value")[0].GetString(),
            Is.EqualTo("RecorderBehind"));
    }

    [Test]
    public async Task Warning_goes_out_at_once_with_its_numbers_and_an_expiry()
    {
        while (_drive.TimeToCollisionS >= 2.7)
            await Run(1);
        await Run(1);
        await _subscriber.Gets("Vehicle/SenseAuto/ForwardCollision/Level", "Caution");
        await _subscriber.Gets("Vehicle/SenseAuto/ForwardCollision/Reason", "TimeToCollisionS");

        Assert.That(Value("Vehicle/ADAS/ObstacleDetection/IsWarning").GetProperty("value").GetBoolean(), Is.True);
        JsonElement why = Value("Vehicle/SenseAuto/ForwardCollision/Reason").GetProperty("value").GetProperty("why");
        Assert.That(why[0].GetProperty("value").GetDouble(), Is.LessThan(2.7).And.GreaterThan(2.4));
        Assert.That(why[0].GetProperty("limit").GetDouble(), Is.EqualTo(2.7));
        Assert.That(_subscriber.Last("Vehicle/SenseAuto/ForwardCollision/Level")!.Value.Expiry,
            Is.EqualTo("10").Or.EqualTo("9"));
        DateTimeOffset sent = Value("Vehicle/SenseAuto/ForwardCollision/Level").GetProperty("ts").GetDateTimeOffset();
        Assert.That((sent - Start).TotalSeconds, Is.EqualTo((_drive.Index - 1) * 0.05).Within(0.001));
    }

    [Test]
    public async Task Quick_values_keep_to_their_rate_and_unchanged_states_are_silent()
    {
        await Run(101);
        await _subscriber.Gets("Vehicle/ADAS/ObstacleDetection/Distance", "2026-05-04T12:00:05.000Z");

        int Count(string topic) => _subscriber.Seen.Count(message => message.Topic == topic);
        Assert.That(Count("Vehicle/ADAS/ObstacleDetection/Distance"), Is.EqualTo(11),
            "twice a second for five seconds");
        Assert.That(Count("Vehicle/Speed"), Is.EqualTo(2), "unchanged: repeated after five seconds");
        Assert.That(Count("Vehicle/SenseAuto/Functions/StopAndGo/State"), Is.EqualTo(1));
    }

    [Test]
    public async Task Unknown_is_published_as_such_and_so_is_silence()
    {
        await Run(1);
        await _subscriber.Gets("Vehicle/Speed", "\"valid\":true");
        MonoTime now = _drive.Now;
        _ring.TryWrite(StreamId.Ego, now, new EgoState(
            now, Validity.Valid, EgoSignals.Speed, new MetresPerSecond(double.NaN), default, default, default, false,
                false, false, false, false));
        _ring.TryWrite(StreamId.Ledger, now, new FrameLedger { Start = now });
        await _subscriber.Gets("Vehicle/Speed", "{\"value\":null,\"ts\":\"2026-05-04T12:00:00.050Z\",\"valid\":false}");

        // No frame any more: everything becomes unknown.
        await _subscriber.Gets("Vehicle/SenseAuto/Health/FrameTimeP50", "\"value\":null");
        await _subscriber.Gets("Vehicle/ADAS/ObstacleDetection/IsEnabled", "\"value\":null");
        Assert.That(_publisher.Faults, Is.Zero);
    }

    [Test]
    public async Task Broker_that_comes_back_gets_everything_again()
    {
        await Run(2);
        _broker.Kill();
        await Eventually.Is(() => _client.Status.State == BrokerState.Down, "down");
        await Run(5);
        await _broker.StartAsync();
        await Eventually.Is(() => _client.Status.State == BrokerState.Connected, "connected again");
        using var late = new TestSubscriber(_broker.Port);
        await late.Gets("status", "online");

        await Run(1);

        await late.Gets(VssMap.Rows[^1].Path, "value");
        string[] missing = [.. VssMap.Rows.Select(row => row.Path).Where(path => late.Last(path) is null)];
        Assert.That(missing, Is.Empty, string.Join('\n', late.Seen));
    }

    [Test]
    public void Map_names_each_path_once_and_keeps_private_things_in_the_private_branch()
    {
        string[] paths = [.. VssMap.Rows.Select(row => row.Path)];

        Assert.That(paths, Is.Unique);
        Assert.That(paths, Is.All.StartWith("Vehicle/"));
        Assert.That(VssMap.Rows.Where(row => row.Type == VssType.Json),
            Is.All.Property(nameof(VssRow.Path)).StartsWith("Vehicle/SenseAuto/"));
    }
}
