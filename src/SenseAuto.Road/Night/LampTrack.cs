using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Road.Night;

/// <summary>One light over time, in the picture.</summary>
internal struct LampTrack
{
    // Time constants of the place, its motion and the colour, in seconds.
    private const double PlaceTimeS = 0.04;
    private const double MotionTimeS = 0.2;
    private const double ColourTimeS = 0.15;

    // Brighter and larger than this, a light is a lamp wherever it is: no reflector floods the sensor.
    private const int GlarePeak = 250;
    private const int GlareArea = 12;
    private const double RedMin = 0.5;

    // What stands still beside the road moves in the picture as our own speed says, within this factor.
    private const double StillMin = 0.55;
    private const double StillMax = 1.45;
    private const double AsideRadMin = 0.02;
    private const double WatchedSMin = 0.3;
    private const double OwnSpeedMin = 5;

    // Posts and lamps of cars are about this high.
    private const double HeightM = 0.7;

    public int Id;
    public double Column;
    public double Row;
    public double ColumnRate;
    public double RowRate;
    public double RedShare;
    public double SeenS;
    public double UnseenS;
    public int Partner;
    public LightSpot Spot;
    public NightLightKind Kind;

    public static LampTrack From(int id, in LightSpot spot) => new()
    {
        Id = id,
        Column = spot.Column,
        Row = spot.Row,
        RedShare = spot.RedShare,
        Spot = spot,
        Partner = -1,
    };

    public void Predict(double dtS)
    {
        Column += ColumnRate * dtS;
        Row += RowRate * dtS;
        UnseenS += dtS;
    }

    /// <param name="dtS">Since the light was last seen.</param>
    public void Update(in LightSpot spot, double dtS)
    {
        double place = 1 - Math.Exp(-dtS / PlaceTimeS);
        double motion = 1 - Math.Exp(-dtS / MotionTimeS);
        double columnError = spot.Column - Column;
        double rowError = spot.Row - Row;
        Column += place * columnError;
        Row += place * rowError;
        ColumnRate += motion * columnError / dtS;
        RowRate += motion * rowError / dtS;
        RedShare += (1 - Math.Exp(-dtS / ColourTimeS)) * (spot.RedShare - RedShare);
        Spot = spot;
        SeenS += dtS;
        UnseenS = 0;
    }

    public void Classify(CameraGeometry camera, NightLimits limits, double ownSpeedMps)
    {
        double rise = (camera.HorizonRow - Row) / camera.FocalY;
        if (rise > limits.OverheadRad)
            Kind = NightLightKind.Overhead;
        else if (RedShare >= RedMin)
            Kind = NightLightKind.Preceding;
        else
            Kind = IsReflector(camera, limits, rise, ownSpeedMps) ? NightLightKind.Reflector : NightLightKind.Oncoming;
    }

    private readonly bool IsReflector(CameraGeometry camera, NightLimits limits, double rise, double ownSpeedMps)
    {
        if (Spot.Peak >= GlarePeak && Spot.Area >= GlareArea)
            return false;

        return Spot.Peak < limits.HeadlampPeak || IsStill(camera, rise, ownSpeedMps);
    }

    /// <summary>Moves outwards in the picture as fast as something that stands where the light is.</summary>
    private readonly bool IsStill(CameraGeometry camera, double rise, double ownSpeedMps)
    {
        double aside = (Column - camera.CentreX) / camera.FocalX;
        bool canTell = rise < 0 && Math.Abs(aside) >= AsideRadMin && SeenS >= WatchedSMin && ownSpeedMps >= OwnSpeedMin;
        if (!canTell)
            return false;

        double depth = (camera.Up.Value - HeightM) / -rise;
        double asStill = aside * ownSpeedMps / depth;
        double ratio = ColumnRate / camera.FocalX / asStill;
        return ratio is >= StillMin and <= StillMax;
    }

    public readonly NightLight ToMessage(MonoTime captured, CameraGeometry camera, double forwardM, double confidence)
    {
        double right = (Column - camera.CentreX) / camera.FocalX;
        return new NightLight(
            captured, Id, Kind, (float)confidence, forwardM > 0, new Radians(camera.YawLeft.Value - Math.Atan(right)),
            new Metres(forwardM > 0 ? forwardM + camera.Forward.Value : 0),
            new PixelBox(Spot.Left, Spot.Top, Spot.Width, Spot.Height));
    }
}
