using System;
using System.Collections.Generic;
using System.Linq;
using SenseAuto.DriveLog.Recording;
using SenseAuto.Service.Session;
using SenseAuto.Sim.Faults;
using SenseAuto.Telemetry.Mqtt;

namespace SenseAuto.Service.Faults;

/// <summary>
/// What goes wrong by order with the computer that the service runs on: its disk, its processor, the MQTT broker. Put around a
/// run's settings before it begins; disposing ends what was started for it.
/// </summary>
internal sealed class MachineFaults : IDisposable
{
    private readonly FaultOrder[] _disk;
    private readonly FaultOrder[] _cpu;
    private readonly FaultyBroker? _broker;

    /// <exception cref="ArgumentException">A fault would do nothing in this run; says what it needs.</exception>
    /// <exception cref="System.IO.IOException">There is no broker to be started.</exception>
    public MachineFaults(IReadOnlyList<FaultOrder> orders, SceneOptions options)
    {
        foreach (FaultOrder order in orders)
            order.Validate();
        _disk = [.. orders.Where(order => order.Target == FaultOrder.Disk)];
        _cpu = [.. orders.Where(order => order.Target == FaultOrder.Cpu)];
        FaultOrder[] broker = [.. orders.Where(order => order.Target == FaultOrder.Broker)];
        if (_disk.Length > 0 && options.Outlets is { RecordTo: null, LogStore: null })
            throw new ArgumentException("fault Fill of disk: nothing is recorded in this run; give it a folder for its log");
        if (broker.Length > 0)
            _broker = BrokerOf(broker, options);
    }

    public FaultClock Clock { get; } = new();

    /// <summary>Null: the processor is not slowed.</summary>
    public Func<IStage, IStage>? Around => _cpu.Length > 0 ? stage => new SlowedStage(stage, _cpu, Clock) : null;

    /// <summary>What went wrong with the faults themselves; empty when they were as ordered.</summary>
    public string Problem => _broker?.Problem ?? "";

    public OutletOptions On(OutletOptions wanted)
    {
        OutletOptions outlets = wanted;
        if (_disk.Length > 0)
        {
            ILogStore store = wanted.LogStore ?? new FolderLogStore(wanted.RecordTo!, wanted.LogPrefix, TimeProvider.System);
            outlets = outlets with { LogStore = new FillingStore(store, _disk, Clock) };
        }

        return _broker is not { } broker ? outlets : outlets with
        {
            Telemetry = outlets.Telemetry with
            {
                Mqtt = new MqttOptions
                {
                    Host = "127.0.0.1",
                    Port = broker.LinePort,
                    ClientId = "senseauto-sim",
                    ReconnectMinS = 0.2,
                    ReconnectMaxS = 1,
                },
            },
        };
    }

    public void Dispose() => _broker?.Dispose();

    private FaultyBroker BrokerOf(FaultOrder[] orders, SceneOptions options)
    {
        if (!options.IsRealTime)
        {
            throw new ArgumentException(
                $"fault {orders[0].Kind} of broker: a broker lives in real time, and lock step would be over before it noticed; play it in real time");
        }

        if (options.Outlets.Telemetry.Mqtt is not null)
            throw new ArgumentException($"fault {orders[0].Kind} of broker: the run starts a broker of its own for it; name no other one");
        return new FaultyBroker(orders, Clock, options.BrokerPort);
    }
}
