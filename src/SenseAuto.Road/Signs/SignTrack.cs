using System;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Road.Signs;

/// <summary>One sign over time: where it is, and what every look so far says it is.</summary>
internal sealed class SignTrack(SignSeenLimits limits)
{
    private readonly double[] _evidence = new double[SignClasses.Count];
    private double _boxHeight;

    public int Id { get; private set; }

    public bool IsUsed => Id != 0;

    /// <summary>In the last picture it was seen in.</summary>
    public PixelBox Box { get; private set; }

    public MonoTime LastSeen { get; private set; }

    /// <summary>From the camera along our way, in metres; carried on by our own motion.</summary>
    public double AheadM { get; private set; }

    /// <summary>Of the camera's middle, in metres.</summary>
    public double LeftM { get; private set; }

    public SignClass Class { get; private set; }

    public float Confidence { get; private set; }

    public bool IsConfirmed { get; private set; }

    public void Free() => Id = 0;

    public void Start(int id, in PixelBox box, MonoTime captured, CameraGeometry camera)
    {
        Id = id;
        Array.Clear(_evidence);
        (Class, Confidence, IsConfirmed, AheadM) = (SignClass.Unknown, 0, false, 0);
        See(box, captured, camera);
    }

    /// <summary>Our own way since the last step brings the sign nearer.</summary>
    public void Carry(double wayM) => AheadM -= wayM;

    /// <summary>Where the middle of the box should be now that we came nearer.</summary>
    public (double X, double Y) Expected(CameraGeometry camera)
    {
        double seenM = DistanceOf(_boxHeight, camera);
        double growth = AheadM > 1 ? Math.Clamp(seenM / AheadM, 0.5, 3) : 3;
        double y = Box.Top + (Box.Height / 2);
        return (camera.CentreX + ((Box.CentreX - camera.CentreX) * growth),
            camera.HorizonRow + ((y - camera.HorizonRow) * growth));
    }

    public void Look(
        in PixelBox box, ReadOnlySpan<float> logProbabilities, MonoTime captured, CameraGeometry camera, bool isFirst)
    {
        double weight = isFirst ? 1 : Math.Min(1, captured.AgeOf(LastSeen).Seconds / limits.TauS);
        double floor = Math.Log(limits.LookFloor);
        for (int i = 0; i < _evidence.Length; i++)
            _evidence[i] += weight * Math.Max(floor, logProbabilities[i]);
        Decide();
        See(box, captured, camera);
    }

    private void Decide()
    {
        int best = 0;
        for (int i = 1; i < _evidence.Length; i++)
        {
            if (_evidence[i] > _evidence[best])
                best = i;
        }

        double second = double.NegativeInfinity;
        double sum = 0;
        for (int i = 0; i < _evidence.Length; i++)
        {
            sum += Math.Exp(_evidence[i] - _evidence[best]);
            if (i != best)
                second = Math.Max(second, _evidence[i]);
        }

        Class = (SignClass)best;
        Confidence = (float)(1 / sum);
        IsConfirmed = Class != SignClass.Unknown && _evidence[best] - second >= limits.EvidenceMin;
    }

    private void See(in PixelBox box, MonoTime captured, CameraGeometry camera)
    {
        double measuredM = DistanceOf(box.Height, camera);
        AheadM = AheadM > 0 ? AheadM + (limits.DistanceGain * (measuredM - AheadM)) : measuredM;
        LeftM = camera.Left.Value + ((camera.CentreX - box.CentreX) / camera.FocalX * measuredM);
        (Box, _boxHeight, LastSeen) = (box, box.Height, captured);
    }

    private double DistanceOf(double boxHeight, CameraGeometry camera) =>
        camera.FocalY * limits.Heights.HeightM(Class) / Math.Max(1, boxHeight);
}
