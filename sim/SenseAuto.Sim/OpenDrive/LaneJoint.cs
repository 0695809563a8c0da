namespace SenseAuto.Sim.OpenDrive;

/// <summary>How a lane goes on where its road ends.</summary>
/// <param name="Road">Index of the road that follows.</param>
/// <param name="EntersAtStart">The next road is entered at its s = 0, else at its end.</param>
/// <param name="TurnRad">How much the way turns on that road, for choosing the straightest; positive to the
/// left.</param>
internal readonly record struct LaneJoint(int Road, bool EntersAtStart, int FromLane, int ToLane, double TurnRad);
