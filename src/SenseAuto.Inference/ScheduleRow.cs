namespace SenseAuto.Inference;

/// <summary>What happens to a model's stage when the frame has no time left for it.</summary>
public enum LatePolicy : byte
{
    /// <summary>Keep the last result and let it age.</summary>
    Skip,

    /// <summary>Go on without it; the functions that need it say so.</summary>
    Degrade,

    /// <summary>Lateness is a fault of the loop.</summary>
    Fault,
}

/// <summary>One model's place in the frames of a loop.</summary>
/// <param name="Model">Id in the catalogue.</param>
/// <param name="EveryFrames">1 runs in every frame, 2 in every second one.</param>
/// <param name="Phase">The first frame it runs in; below EveryFrames.</param>
/// <param name="BudgetMs">How long it may take.</param>
/// <param name="Late">What happens when there is no time for it.</param>
public sealed record ScheduleRow(string Model, int EveryFrames, int Phase, double BudgetMs, LatePolicy Late);
