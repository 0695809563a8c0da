namespace SenseAuto.Inference;

/// <summary>What became of one run of a model.</summary>
public enum RunOutcome : byte
{
    /// <summary>Outputs are there and every value is a number.</summary>
    Ok,

    /// <summary>An output is not finite, or the runtime refused. Outputs may not be used.</summary>
    Faulted,
}
