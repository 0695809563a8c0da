using System.Runtime.CompilerServices;
using SenseAuto.Core.Messages;
using SenseAuto.Sim.Scenes;

namespace SenseAuto.Sim.Verdicts;

/// <summary>The level of every function's warning at one moment.</summary>
[InlineArray(Count)]
public struct LevelList
{
    public const int Count = 10;
    private WarningLevel _first;
}

/// <summary>What was so at one moment of a drive, in truth and in what the driver was told. SI units.</summary>
public struct TraceSample
{
    public double TimeS { get; set; }

    public GroundPose Pose { get; set; }

    public double SpeedMps { get; set; }

    public double AccelerationMps2 { get; set; }

    /// <summary>Left of the middle of our path.</summary>
    public double OffsetM { get; set; }

    /// <summary>Who would be hit first if nobody changed speed; -1 for nobody.</summary>
    public int TargetId { get; set; }

    /// <summary>From our front bumper to him; NaN for nobody.</summary>
    public double GapM { get; set; }

    /// <summary>Infinity when nobody would be hit.</summary>
    public double TtcS { get; set; }

    /// <summary>The driver brakes because he was warned.</summary>
    public bool IsReacting { get; set; }

    /// <summary>What he was told.</summary>
    public LevelList Levels;
}
