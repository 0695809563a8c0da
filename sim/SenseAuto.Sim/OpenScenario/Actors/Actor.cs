using SenseAuto.Core.Messages;
using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>A participant while the scenario runs.</summary>
internal sealed class Actor(string name, int index, ActorShape shape)
{
    public string Name { get; } = name;

    public int Index { get; } = index;

    public ActorShape Shape { get; } = shape;

    public double X { get; set; }

    public double Y { get; set; }

    public double Z { get; set; }

    public double Heading { get; set; }

    /// <summary>m/s along its heading, as it really moves.</summary>
    public double Speed { get; set; }

    public double Acceleration { get; set; }

    public double YawRate { get; set; }

    public double LateralSpeed { get; set; }

    /// <summary>m/s that the scenario wants; the same as <see cref="Speed"/> unless a plant moves it.</summary>
    public double CommandSpeed { get; set; }

    public double CommandAcceleration { get; set; }

    /// <summary>The speed that an action aimed at last: what a driver of its own wants to reach.</summary>
    public double WantedSpeed { get; set; }

    /// <summary>It follows the lane at <see cref="Place"/> while no path leads it.</summary>
    public bool IsOnLane { get; set; }

    public LanePlace Place { get; set; }

    /// <summary>Where it is in road coordinates; off every road where there is none near.</summary>
    public RoadPosition Road { get; set; } = RoadPosition.None;

    /// <summary>The lane that carries it now, whatever lane it is changing to.</summary>
    public int LaneId { get; set; }

    public int[] Route { get; set; } = [];

    public TrajectoryPath? Path { get; set; }

    /// <summary>How far along its path it is.</summary>
    public double PathS { get; set; }

    /// <summary>The path is gone by the clock of its points, not by the speed.</summary>
    public TrajectoryTiming? Timing { get; set; }

    /// <summary>Metres moved since the start, however often turned.</summary>
    public double OdometerM { get; set; }

    /// <summary>Odometer when its road coordinates were found last.</summary>
    public double LocatedAtM { get; set; }

    public double StandStillS { get; set; }

    public double OffroadS { get; set; }

    public double EndOfRoadS { get; set; }

    public bool IsAtEndOfRoad { get; set; }

    public bool IsPresent { get; set; } = true;

    /// <summary>Seen by sensors and by the others.</summary>
    public bool IsVisible { get; set; } = true;

    public bool IsBraking { get; set; }

    /// <summary>A light action of the scenario rules the brake lights.</summary>
    public bool? BrakeLightOrder { get; set; }

    public WarningSide Indicator { get; set; }

    public double GaitPhase { get; set; }

    /// <summary>A plant outside tells where it is.</summary>
    public bool IsExternal { get; set; }

    public ScenarioAction? Longitudinal { get; set; }

    public ScenarioAction? Lateral { get; set; }

    public DriverChoice? Driver { get; private set; }

    public bool IsDriverActive { get; set; }

    public void AssignDriver(DriverChoice choice) => Driver = choice;

    /// <summary>Sets the speed at once, without an acceleration.</summary>
    public void JumpToSpeed(double speed)
    {
        CommandSpeed = speed;
        CommandAcceleration = 0;
        if (IsExternal)
            return;

        Speed = speed;
        Acceleration = 0;
    }

    public EntityState State() => new()
    {
        Name = Name,
        Kind = Shape.Kind,
        LengthM = Shape.LengthM,
        WidthM = Shape.WidthM,
        HeightM = Shape.HeightM,
        BoxForwardM = Shape.BoxForwardM,
        BoxLeftM = Shape.BoxLeftM,
        BoxUpM = Shape.BoxUpM,
        XM = X,
        YM = Y,
        ZM = Z,
        HeadingRad = Heading,
        SpeedMps = Speed,
        LateralSpeedMps = LateralSpeed,
        AccelerationMps2 = Acceleration,
        YawRateRadps = YawRate,
        IsBraking = BrakeLightOrder ?? IsBraking,
        Indicator = Indicator,
        IsVisible = IsPresent && IsVisible,
        GaitPhase = GaitPhase,
    };
}
