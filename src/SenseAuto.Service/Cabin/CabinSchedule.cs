using System;
using System.Collections.Generic;
using System.Linq;
using SenseAuto.Core.Time;
using SenseAuto.Inference;
using SenseAuto.Inference.Cabin;

namespace SenseAuto.Service.Cabin;

/// <summary>What the networks beside the cabin frame do with a picture.</summary>
public enum CabinTask
{
    /// <summary>All faces on the whole picture: every look begins with them.</summary>
    Faces,

    /// <summary>People, pets and things on the seats; telephones.</summary>
    Things,
    Palms,

    /// <summary>The belt of one face's owner.</summary>
    Belt,

    /// <summary>Age and identity of one face.</summary>
    Person,

    /// <summary>The driver's.</summary>
    Emotion,

    /// <summary>Whether the driver raises an arm to the head.</summary>
    Arms,

    /// <summary>A telephone that the driver holds.</summary>
    Held,
}

/// <summary>
/// Which network looks at which cabin picture. The frame's own networks (the driver's face, a hand that is followed)
/// must fit into the stage's budget at their worst; the slow ones take turns, one turn every few frames, and every
/// turn must fit before the next. Both are checked against the measured costs when this is made.
/// </summary>
public sealed class CabinSchedule
{
    /// <summary>Cabin frames from one turn of the slow networks to the next.</summary>
    public const int FramesPerLook = 3;

    // A face that is found: the landmarks twice.
    private const int MeshRuns = 2;

    // The identity network looks at a face and its mirror image.
    private const int PersonRuns = 2;
    private readonly FrameSchedule _looks;
    private readonly int[] _rowOf = [-1, -1, -1, -1, -1, -1, -1, -1];

    /// <param name="tasks">Those whose network is there.</param>
    /// <param name="infer">The frame's budget for its own networks.</param>
    /// <exception cref="ModelException">Something does not fit; names it.</exception>
    public CabinSchedule(
        ModelCatalogue catalogue, IReadOnlyCollection<CabinTask> tasks, MonoDuration period, MonoDuration infer)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(tasks);
        CheckFrame(catalogue, tasks, period, infer);
        var rows = new List<ScheduleRow>();
        var costs = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (CabinTask task in tasks)
        {
            (string model, int runs, int every, int phase) = TurnOf(task);
            costs[model] = (catalogue.Get(model).CostMs * runs) + BesideMs(catalogue, task);
            _rowOf[(int)task] = rows.Count;
            rows.Add(new ScheduleRow(model, every, phase, costs[model], LatePolicy.Skip));
        }

        _looks = FrameSchedule.Load(rows, new MonoDuration(period.Nanoseconds * FramesPerLook), costs);
    }

    public bool IsDue(CabinTask task, long look) => _rowOf[(int)task] >= 0 && _looks.IsDue(_rowOf[(int)task], look);

    /// <summary>
    /// What a turn takes beside its network: the detector looks at the identity network's face once more, another one for
    /// straps where the belt network sees none; large parts of the picture are read finely for telephones.
    /// </summary>
    private static double BesideMs(ModelCatalogue catalogue, CabinTask task) => task switch
    {
        CabinTask.Person => catalogue.Get(FaceDetector.ModelId).CostMs,
        CabinTask.Held => HeldSight.CropMs,
        CabinTask.Belt => catalogue.Get(BeltSight.StrapsModelId).CostMs * BeltSight.StrapsRuns,
        _ => 0,
    };

    private static (string Model, int Runs, int Every, int Phase) TurnOf(CabinTask task) => task switch
    {
        CabinTask.Things => (CabinObjectSight.ModelId, 1, 6, 0),
        CabinTask.Palms => (PalmDetector.ModelId, 1, 2, 1),
        CabinTask.Belt => (BeltSight.ModelId, BeltSight.Runs, 6, 2),
        CabinTask.Person => (FaceEmbedder.ModelId, PersonRuns, 6, 4),
        CabinTask.Emotion => (EmotionSight.ModelId, 1, 2, 1),
        CabinTask.Arms => (ArmSight.ModelId, 1, 2, 1),
        CabinTask.Held => (HeldSight.ModelId, 1, 2, 1),
        _ => (FaceDetector.ModelId, 1, 1, 0),
    };

    /// <summary>A frame searches all faces or runs half of the hand's network, never both.</summary>
    private static void CheckFrame(
        ModelCatalogue catalogue, IReadOnlyCollection<CabinTask> tasks, MonoDuration period, MonoDuration infer)
    {
        List<(string Model, int Runs)[]> frames = [[(FaceDetector.ModelId, 1), (FaceLandmarker.ModelId, MeshRuns)]];
        if (tasks.Contains(CabinTask.Palms))
        {
            frames.Add([(FaceLandmarker.ModelId, 1), (HandLandmarker.FrontModelId, 1)]);
            frames.Add([(FaceLandmarker.ModelId, 1), (HandLandmarker.BackModelId, 1)]);
        }

        foreach ((string Model, int Runs)[] frame in frames)
        {
            double plannedMs = PlannedMs(catalogue, frame, period);
            if (plannedMs <= infer.Milliseconds)
                continue;

            double budgetMs = infer.Milliseconds;
            throw new ModelException(FormattableString.Invariant(
                $"cabin schedule: a frame's networks plan {plannedMs:0.0} ms, its budget is {budgetMs:0.0} ms"));
        }
    }

    private static double PlannedMs(ModelCatalogue catalogue, (string Model, int Runs)[] frame, MonoDuration period)
    {
        var rows = new List<ScheduleRow>();
        var costs = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach ((string model, int runs) in frame)
        {
            costs[model] = catalogue.Get(model).CostMs * runs;
            rows.Add(new ScheduleRow(model, EveryFrames: 1, Phase: 0, costs[model], LatePolicy.Skip));
        }

        return FrameSchedule.Load(rows, period, costs).PlannedMs(0);
    }
}
