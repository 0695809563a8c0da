using System;
using System.Collections.Generic;
using SenseAuto.Core.Messages;
using SenseAuto.Sim.Pictures;

namespace SenseAuto.Sim.Scenes;

/// <summary>Moves to another place across the road, smoothly.</summary>
/// <param name="AtS">Begins then, or as soon as our car is as near as <paramref name="WithinM"/> after that.</param>
/// <param name="WithinM">Along the road from our front to him; 0: by time alone.</param>
/// <param name="ToLeftM">From the reference line.</param>
public sealed record SideMove(double AtS, double WithinM, double ToLeftM, double ForS);

/// <summary>Accelerates like this for a while.</summary>
public sealed record Push(double AtS, double ForS, double Mps2);

/// <summary>Somebody on an own drive. Metres and seconds; along and left of the road's reference line, the middle of our lane.</summary>
/// <param name="AheadM">From our front bumper to his near end at the start; negative is behind.</param>
public sealed record DriveActor(ActorKind Kind, double AheadM, double LeftM, double SpeedMps)
{
    public bool IsOncoming { get; init; }

    /// <summary>Keeps his distance to who drives ahead of him, us among them.</summary>
    public bool DoesFollow { get; init; }

    public int Colour { get; init; }

    public IReadOnlyList<Push> Pushes { get; init; } = [];

    public IReadOnlyList<SideMove> Moves { get; init; } = [];
}

/// <summary>A speed that our driver wants from a place on; he slows down before it.</summary>
public sealed record SpeedPlace(double FromM, double Mps);

/// <summary>A place where our driver stops until a time.</summary>
public sealed record StopPlace(double AtM, double UntilS);

/// <summary>In a window of time our driver lets the car drift, or blinks.</summary>
public sealed record Drift(double AtS, double ForS, double LeftMps);

/// <summary>In a window of time our driver blinks.</summary>
public sealed record Blink(double AtS, double ForS, WarningSide Side);

/// <summary>A row of posts or a rail beside the road, which the radar sees.</summary>
public sealed record PostRow(double FromM, double ToM, double LeftM, double EveryM, float Strength);

/// <summary>A sign on an own drive.</summary>
public sealed record DriveSign(SignClass Class, double AlongM, double LeftM);

/// <summary>What a traffic light shows from a time on.</summary>
public sealed record LampPhase(double AtS, LightState State);

/// <summary>A traffic light on an own drive.</summary>
public sealed record DriveLamp(double AlongM, double LeftM, IReadOnlyList<LampPhase> Phases);

/// <summary>A drive of our own: a road, what is on it, and what our driver means to do.</summary>
public sealed record RoadDriveScript(string Name, double LengthS, ulong Seed, Road Road, double SpeedMps)
{
    public RoadConditions Conditions { get; init; } = new();

    public double Friction { get; init; } = 1;

    /// <summary>Where our rear axle starts along the road.</summary>
    public double StartM { get; init; }

    /// <summary>Lines are painted; false: a road without marks.</summary>
    public bool HasLines { get; init; } = true;

    public IReadOnlyList<DriveActor> Actors { get; init; } = [];

    public IReadOnlyList<SpeedPlace> Speeds { get; init; } = [];

    public IReadOnlyList<StopPlace> Stops { get; init; } = [];

    public IReadOnlyList<Push> Pushes { get; init; } = [];

    public IReadOnlyList<SideMove> Moves { get; init; } = [];

    public IReadOnlyList<Drift> Drifts { get; init; } = [];

    public IReadOnlyList<Blink> Blinks { get; init; } = [];

    public IReadOnlyList<PostRow> Posts { get; init; } = [];

    public IReadOnlyList<DriveSign> Signs { get; init; } = [];

    public IReadOnlyList<DriveLamp> Lamps { get; init; } = [];

    /// <exception cref="ArgumentException">Something in it cannot be; says what.</exception>
    public void Validate()
    {
        Conditions.Validate();
        Check(LengthS is > 0 and <= 3600, $"lengthS is {LengthS}, allowed above 0 and up to 3600");
        Check(SpeedMps is >= 0 and <= 70, $"our speed is {SpeedMps} m/s, allowed 0..70");
        Check(Friction is >= 0.05 and <= 1, $"friction is {Friction}, allowed 0.05..1");
        Check(Road.LaneWidth.Value is >= 2 and <= 6, $"laneWidthM is {Road.LaneWidth.Value}, allowed 2..6");
        Check(Actors.Count <= RoadScene.ActorsMax, $"{Actors.Count} actors, allowed {RoadScene.ActorsMax}");
        for (int i = 0; i < Actors.Count; i++)
        {
            Check(Actors[i].SpeedMps is >= 0 and <= 70, $"actors[{i}]: speed is {Actors[i].SpeedMps} m/s, allowed 0..70");
            foreach (SideMove move in Actors[i].Moves)
                Check(move.ForS > 0, $"actors[{i}]: a move takes {move.ForS} s, allowed above 0");
        }

        foreach (PostRow row in Posts)
            Check(row.EveryM >= 0.5 && row.Strength is > 0 and <= 1, $"posts: every {row.EveryM} m with strength {row.Strength} cannot be");
    }

    private static void Check(bool isAllowed, FormattableString message)
    {
        if (!isAllowed)
            throw new ArgumentException(FormattableString.Invariant(message));
    }
}
