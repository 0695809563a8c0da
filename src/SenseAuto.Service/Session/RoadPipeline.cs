using System;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Can.Dbc;
using SenseAuto.Can.Output;
using SenseAuto.Can.Vehicle;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Road.Tracks;
using SenseAuto.Service.Cabin;
using SenseAuto.Service.Functions;
using SenseAuto.Service.Replay;
using SenseAuto.Service.Stages;

namespace SenseAuto.Service.Session;

/// <summary>What a vehicle and its calibration make of the road loop, whoever feeds it.</summary>
/// <param name="Camera">Null: this session has no road camera.</param>
public sealed record RoadSetup(VehicleProfile Vehicle, ParameterSet Parameters, VehicleCamera? Camera)
{
    /// <summary>The project's own messages.</summary>
    public required DbcDatabase OutputDbc { get; init; }

    /// <summary>Index of the bus our own messages go out on.</summary>
    public byte OutputBus { get; init; }

    /// <summary>Whether the cabin's functions are there.</summary>
    public CabinPresence Cabin { get; init; }

    public FrameBudget Budget { get; } = PolicyLimits.BudgetFrom(Parameters);
}

/// <summary>What a live session (car, recording or simulator) puts in, and where its results go.</summary>
/// <param name="Sight">Null: nothing looks at pictures.</param>
public sealed record LiveParts(FrameClock Clock, SenseInputs Inputs, RoadSight? Sight, IRecordSink Records)
{
    /// <summary>Not null: sights are told instead of looked for, and <see cref="Sight"/> is null.</summary>
    public ToldSights? Told { get; init; }

    public IWarningSink? Lamp { get; init; }

    public Action? SendFailed { get; init; }

    /// <summary>Put around each stage but the last; null: nothing.</summary>
    public Func<IStage, IStage>? Around { get; init; }
}

/// <summary>Puts the stages of the road loop together: once for live sources, once for a log.</summary>
public static class RoadPipeline
{
    public static FrameLoop Live(RoadSetup setup, LiveParts parts)
    {
        ArgumentNullException.ThrowIfNull(setup);
        ArgumentNullException.ThrowIfNull(parts);
        var judge = new LiveJudge(parts.Clock, setup.Budget, setup.Parameters.Duration("frame.jitter"));
        StageMeter meter = Meter(StageId.Infer, setup.Budget.Infer);
        IStage infer = parts.Told is { } told
            ? new ToldInfer(meter, judge, told, parts.Records)
            : new InferStage(meter, judge, parts.Sight, parts.Records);
        return Build(setup, new Ends(parts.Clock, parts.Inputs, infer, judge, parts.Records, parts.Lamp, parts.SendFailed)
        {
            Around = parts.Around ?? (static stage => stage),
        });
    }

    /// <summary>Every decision is made again from what was recorded; pictures are not looked at.</summary>
    /// <param name="cabin">Null: the log has no cabin side.</param>
    public static FrameLoop Replay(
        RoadSetup setup, FrameClock clock, ReplayedFrame recorded, IRecordSink records, ICabinSide? cabin = null)
    {
        ArgumentNullException.ThrowIfNull(setup);
        ArgumentNullException.ThrowIfNull(recorded);
        bool hasCabin = setup.Cabin != CabinPresence.None;
        var inputs = new SenseInputs(recorded, new VehicleDecoder(setup.Vehicle), recorded, recorded)
        {
            Driver = hasCabin ? null : recorded.Driver,
            Cabin = cabin,
            Motion = recorded,
        };
        var infer = new ReplayedInfer(Meter(StageId.Infer, setup.Budget.Infer), recorded, records);
        return Build(setup, new Ends(clock, inputs, infer, recorded, records, Lamp: null, SendFailed: null));
    }

    private static FrameLoop Build(RoadSetup setup, Ends ends)
    {
        FrameBudget budget = setup.Budget;
        VehicleDimensions car = setup.Vehicle.Dimensions;
        var objects = new RoadObjects(setup.Camera?.Geometry, new TrackingLimits());
        var measures = new OwnMeasures(car.FrontBumper, car.Wheelbase, new Metres(car.Width.Value / 2));
        var sensors = new SensorView(HasCamera: setup.Camera is not null, HasRadar: setup.Vehicle.Radar is not null);
        PolicyLimits limits = PolicyLimits.From(setup.Parameters);
        IRecordSink records = ends.Records;
        var log = new LogStage(Meter(StageId.Log, budget.Log), ends.Judge, records);
        var encoder = new OutputEncoder(setup.OutputDbc, setup.OutputBus);
        IRoadFunction[] functions = RoadFunctions.All(limits, measures, sensors, setup.Cabin);
        var warn = new WarnStage(Meter(StageId.Warn, budget.Warn), encoder, ends.Inputs.Bus, records)
        {
            Cabin = setup.Cabin == CabinPresence.None ? null : new CabinOutlet(encoder),
            Lamp = ends.Lamp,
            SendFailed = ends.SendFailed,
            Health = log,
        };
        var stages = new FrameStages(
            ends.Around(new SenseStage(Meter(StageId.Sense, budget.Sense), ends.Inputs, records)),
            ends.Around(ends.Infer),
            ends.Around(new TrackStage(Meter(StageId.Track, budget.Track), objects, records)),
            ends.Around(new DecideStage(Meter(StageId.Decide, budget.Decide), functions, limits.Arbiter, records)),
            ends.Around(warn),
            log);
        return new FrameLoop(stages, ends.Clock, new FrameState());
    }

    private static StageMeter Meter(StageId stage, MonoDuration budget) => new(stage, budget);

    private sealed record Ends(
        FrameClock Clock, SenseInputs Inputs, IStage Infer, IFrameJudge Judge, IRecordSink Records, IWarningSink? Lamp, Action? SendFailed)
    {
        public Func<IStage, IStage> Around { get; init; } = static stage => stage;
    }
}
