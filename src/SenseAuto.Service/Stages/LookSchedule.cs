using System;
using System.Collections.Generic;
using SenseAuto.Core.Time;
using SenseAuto.Inference;

namespace SenseAuto.Service.Stages;

/// <summary>
/// Which network looks at which picture, as a static schedule: the sum of every look stays inside its share of the time
/// between two looks, checked against the measured costs when it is made.
/// </summary>
public sealed class LookSchedule
{
    // A crowded picture, chosen by us; what is beyond is left to the next look.
    private const int LightsPlanned = 3;
    private const int SignsPlanned = 5;
    private readonly FrameSchedule _schedule;
    private readonly int[] _rowOf = [-1, -1, -1];

    /// <param name="models">Ids in the catalogue by task; a task without a model is never due.</param>
    /// <param name="between">From one look to the next.</param>
    /// <exception cref="ModelException">The looks do not fit; names the look and the models.</exception>
    public LookSchedule(ModelCatalogue catalogue, IReadOnlyDictionary<LookTask, string> models, MonoDuration between)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(models);
        var rows = new List<ScheduleRow>();
        var costs = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach ((LookTask task, string model) in models)
        {
            double cost = catalogue.Get(model).CostMs * RunsOf(task);
            costs[model] = cost;
            _rowOf[(int)task] = rows.Count;
            rows.Add(new ScheduleRow(model, EveryLook, Phase: 0, cost, LatePolicy.Skip));
        }

        _schedule = FrameSchedule.Load(rows, between, costs);
    }

    private static int EveryLook => 1;

    public bool IsDue(LookTask task, long look) => _rowOf[(int)task] >= 0 && _schedule.IsDue(_rowOf[(int)task], look);

    private static int RunsOf(LookTask task) => task switch
    {
        LookTask.Lights => LightsPlanned,
        LookTask.Signs => SignsPlanned,
        _ => 1,
    };
}
