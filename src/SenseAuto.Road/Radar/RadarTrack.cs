using SenseAuto.Road.Tracks;

namespace SenseAuto.Road.Radar;

/// <summary>One object as the radar alone knows it.</summary>
public struct RadarTrack
{
    /// <summary>Ours; never reused within a session.</summary>
    public int Id;

    /// <summary>
    /// The sensor's number of the point last taken; a hint only, since sensors reuse and change them.
    /// </summary>
    public int SensorId;

    public Motion Motion;

    /// <summary>0..1.</summary>
    public float Existence;

    public bool IsConfirmed;

    /// <summary>A point was taken in the newest radar cycle.</summary>
    public bool IsSeen;

    /// <summary>Time since a point was last taken.</summary>
    public double UnseenS;
}
