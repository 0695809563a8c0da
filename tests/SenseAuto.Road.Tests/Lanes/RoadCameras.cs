using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Road.Lanes;

namespace SenseAuto.Road.Tests.Lanes;

/// <summary>The cameras of the recorded drives, as measured from their pictures.</summary>
internal static class RoadCameras
{
    /// <summary>
    /// advanced-lanes and vehicle-detection: focal length, centre and lens from their 17 readable chessboard photos (0.85 px);
    /// height from the 12 ft lane taken as 3.7 m, pitch and yaw from where the lines of the two straight stills meet.
    /// The distance to the rear axle is assumed.
    /// </summary>
    public static CameraGeometry Wide(double pitchRad = -0.0272) => new(
        1280, 720, 1156.7, 1152.0, 665.9, 387.7,
        new Metres(1.7), new Metres(0), new Metres(1.24), new Radians(pitchRad), new Radians(-0.0220), new Radians(0));

    public static LensDistortion WideLens => new(-0.2461, -0.0255);

    /// <summary>
    /// lanelines: height from the lane, pitch from the vanishing point (481, 307), focal length from the 48 ft dash cycle of
    /// Californian motorways (14.63 m); no chessboard, so ±4 %. The distance to the rear axle is assumed.
    /// </summary>
    public static CameraGeometry Narrow(double pitchRad = -0.0327) => new(
        960, 540, 1130, 1130, 480, 270,
        new Metres(1.7), new Metres(0), new Metres(1.23), new Radians(pitchRad), new Radians(0), new Radians(0));
}
