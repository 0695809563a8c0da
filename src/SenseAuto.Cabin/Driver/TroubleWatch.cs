using System.Numerics;
using System.Runtime.CompilerServices;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Cabin.Driver;

/// <summary>How long each trouble has lasted, by its bit.</summary>
[InlineArray(Count)]
public struct TroubleSpells
{
    public const int Count = 9;
    private Spell _first;
}

/// <summary>Names what is wrong once it has lasted, the worst first.</summary>
internal static class TroubleWatch
{
    /// <summary>With one of these nothing can be said about the driver.</summary>
    public const FaceTrouble Blinding = FaceTrouble.CameraCovered | FaceTrouble.CameraTurned | FaceTrouble.TooDark
        | FaceTrouble.SeveralFaces | FaceTrouble.NoFace | FaceTrouble.ModelFailed;

    private static readonly FaceTrouble[] WorstFirst =
    [
        FaceTrouble.ModelFailed, FaceTrouble.CameraCovered, FaceTrouble.CameraTurned, FaceTrouble.TooDark,
        FaceTrouble.SeveralFaces, FaceTrouble.NoFace, FaceTrouble.EyesHidden, FaceTrouble.MouthHidden,
        FaceTrouble.GreyPicture,
    ];

    /// <summary>What the picture shows, and what it lacks without anyone having said why.</summary>
    public static FaceTrouble Of(DriverMonitoringLimits limits, in DriverObservation seen, Answer closed, GazeZone zone)
    {
        FaceTrouble trouble = seen.Trouble;
        if (seen.Face == Validity.Unavailable && (trouble & Blinding) == 0)
            trouble |= FaceTrouble.NoFace;
        bool hasGaze = zone != GazeZone.Unknown && seen.Gaze.Quality >= limits.QualityMin;
        if ((trouble & Blinding) == 0 && closed != Answer.Yes && (closed == Answer.Unknown || !hasGaze))
            trouble |= FaceTrouble.EyesHidden;
        return trouble;
    }

    public static TroubleSpells Step(
        in TroubleSpells state, DriverMonitoringLimits limits, FaceTrouble trouble, MonoTime at)
    {
        TroubleSpells next = state;
        for (int i = 0; i < TroubleSpells.Count; i++)
        {
            Answer answer = ((int)trouble & (1 << i)) != 0 ? Answer.Yes : Answer.No;
            next[i] = state[i].Step(answer, at, limits.SignReset, limits.FrameGapMax);
        }

        return next;
    }

    /// <summary>The worst trouble that has lasted; None when there is none.</summary>
    public static FaceTrouble Named(in TroubleSpells state, DriverMonitoringLimits limits)
    {
        foreach (FaceTrouble trouble in WorstFirst)
        {
            if (state[BitOperations.Log2((uint)trouble)].Yes >= limits.TroubleAfter)
                return trouble;
        }

        return FaceTrouble.None;
    }

    public static FunctionReason ReasonOf(FaceTrouble trouble) => trouble switch
    {
        FaceTrouble.ModelFailed => FunctionReason.InternalFault,
        FaceTrouble.CameraCovered => FunctionReason.CameraCovered,
        FaceTrouble.CameraTurned => FunctionReason.CameraTurned,
        FaceTrouble.TooDark => FunctionReason.TooDark,
        FaceTrouble.SeveralFaces => FunctionReason.SeveralFaces,
        FaceTrouble.NoFace => FunctionReason.NoFace,
        FaceTrouble.EyesHidden => FunctionReason.EyesHidden,
        FaceTrouble.MouthHidden => FunctionReason.MouthHidden,
        FaceTrouble.GreyPicture => FunctionReason.GreyPicture,
        _ => FunctionReason.None,
    };
}
