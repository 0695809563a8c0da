using System;
using System.Collections.Generic;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Can.Vehicle;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Hw.Scheduling;
using SenseAuto.Inference;
using SenseAuto.Service.Cabin;
using SenseAuto.Service.Stages;
using SenseAuto.Sim.Cabin;

namespace SenseAuto.Service.Session;

/// <summary>The cabin side of one session: what looks and decides, before it is known who feeds it.</summary>
public sealed class CabinSession : IDisposable
{
    private readonly ICabinSight? _sight;
    private readonly ParameterSet _parameters;
    private readonly MonoDuration _period;
    private CabinRunner? _runner;

    private CabinSession(ICabinSight? sight, ParameterSet parameters, MonoDuration period, IReadOnlyList<string> notes)
    {
        (_sight, _parameters, _period, Notes) = (sight, parameters, period, notes);
        Presence = sight is null ? CabinPresence.Lost : CabinPresence.On;
    }

    public CabinPresence Presence { get; }

    /// <summary>What is lost, in words.</summary>
    public IReadOnlyList<string> Notes { get; }

    public CabinChannel Channel { get; } = new();

    /// <summary>Null before <see cref="Attach"/>, and where the cabin is lost.</summary>
    public CabinLoop? Loop => _runner?.Loop;

    /// <summary>For lock step; null where the cabin is lost.</summary>
    public ISideLoop? Side => _runner;

    /// <summary>The points of the face for the page.</summary>
    public LatestCell<FaceOutline> Outline { get; private init; } = new();

    /// <summary>Opens the models. One that is missing takes its functions away, never the road loop.</summary>
    public static CabinSession Open(VehicleCabin cabin, CabinEyeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var outline = new LatestCell<FaceOutline>();
        if (options.Told is { Script.Told: CabinTold.All } all)
        {
#pragma warning disable CA2000 // The session owns it.
            var told = new ToldCabin(all.Script, all.Start, seen: null);
#pragma warning restore CA2000
            return new CabinSession(told, options.Parameters, options.Period, []);
        }

        try
        {
#pragma warning disable CA2000 // The session owns it.
            CabinEyeOptions shown = options with { Outline = outline };
            ICabinSight sight = CabinEyes.Open(cabin, shown, out IReadOnlyList<string> lost);
            if (options.Told is { } part && part.Script.Told != CabinTold.None)
                sight = new ToldCabin(part.Script, part.Start, sight);
            return new CabinSession(sight, options.Parameters, options.Period, lost) { Outline = outline };
#pragma warning restore CA2000
        }
        catch (ModelException problem)
        {
            string note = $"driver and occupant monitoring are lost: {problem.Message}";
            return new CabinSession(null, options.Parameters, options.Period, [note]);
        }
    }

    /// <summary>The cabin loop's period: the calibration's, or the camera's where that is slower.</summary>
    public static MonoDuration PeriodOf(ParameterSet parameters, MonoDuration? camera)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        MonoDuration own = parameters.Duration("cabin.period");
        return camera is { } given && given > own ? given : own;
    }

    /// <summary>Puts the loop together.</summary>
    /// <param name="tap">Somebody who is shown the pictures; null unless that was switched on.</param>
    public void Attach(
        VehicleProfile vehicle, ICameraSource camera, TimeProvider time, MonoTime start, IPictureTap? tap)
    {
        if (_sight is not { } sight)
            return;

        var clock = new FrameClock(time);
        FrameBudget budget = CabinEyes.BudgetFrom(_parameters) with { Period = _period };
        var judge = new LiveJudge(clock, budget, _parameters.Duration("cabin.jitter"));
        var parts = new CabinParts(camera, sight, CabinEyes.PoliciesOf(_parameters, vehicle), Channel, judge)
        {
            Budget = budget,
            Tap = tap,
        };
        _runner = new CabinRunner(new CabinLoop(parts, clock), clock, _period, start);
    }

    /// <summary>Real time: runs the loop on a thread of its own until disposed.</summary>
    public void Start(SessionTime time, FrameThreadOptions options) => _runner?.Start(time, options);

    /// <summary>Ends the thread; nothing is shown or handed over after this.</summary>
    public void Stop() => _runner?.Dispose();

    public void Dispose()
    {
        _runner?.Dispose();
        _sight?.Dispose();
    }
}
