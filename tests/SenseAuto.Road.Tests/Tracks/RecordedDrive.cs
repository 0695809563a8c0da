using System;
using System.Collections.Generic;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Tests;

namespace SenseAuto.Road.Tests.Tracks;

/// <summary>
/// The recorded motorway drive as 20 Hz frames: speed and yaw rate, and the radar points of each cycle. No pictures.
/// </summary>
internal sealed class RecordedDrive
{
    private const double PeriodS = 0.05;
    private readonly NumpyArray _radarTimes = Load("CAN/radar/t");
    private readonly NumpyArray _radar = Load("CAN/radar/value");
    private readonly NumpyArray _speedTimes = Load("CAN/speed/t");
    private readonly NumpyArray _speed = Load("CAN/speed/value");
    private readonly NumpyArray _gyroTimes = Load("IMU/gyro/t");
    private readonly NumpyArray _gyro = Load("IMU/gyro/value");
    private readonly List<RadarTarget> _targets = [];
    private int _next;

    public double StartS => _radarTimes.Values[0];

    public int FrameCount => (int)((_radarTimes.Values[^1] - StartS) / PeriodS);

    public EgoState Ego { get; private set; }

    public ReadOnlySpan<RadarTarget> Targets => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_targets);

    private static NumpyArray Load(string name) =>
        NumpyArray.Read(SharedRecordings.PathOf("drives/comma2k19-example1/processed_log/" + name));

    public FrameTick Frame(int index)
    {
        double now = StartS + ((index + 1) * PeriodS);
        _targets.Clear();
        while (_next < _radar.Rows && _radarTimes.Values[_next] < now)
            AddTarget(_next++);

        int speedRow = _speedTimes.RowAt(now);
        int gyroRow = _gyroTimes.RowAt(now);

        // The phone's axes are forward, right, down: turning left is a negative rate about down.
        Ego = new EgoState(
            MonoTime.FromSeconds(_speedTimes.Values[speedRow]), Validity.Valid, EgoSignals.Speed | EgoSignals.YawRate,
            new MetresPerSecond(_speed.Values[speedRow]), new RadiansPerSecond(-_gyro[gyroRow, 2]),
            default, default, false, false, false, false, false);
        return new FrameTick(index, MonoTime.FromSeconds(now), MonoDuration.FromSeconds(index == 0 ? 0 : PeriodS));
    }

    private void AddTarget(int row)
    {
        var target = new RadarTarget(
            MonoTime.FromSeconds(_radarTimes.Values[row]), (int)_radar[row, 5], Validity.Valid,
            new Metres(_radar[row, 0]), new Metres(_radar[row, 1]), new MetresPerSecond(_radar[row, 2]),
            _radar[row, 6] != 0);

        // A frame may hold two cycles of one number: the newer one counts.
        int same = _targets.FindIndex(other => other.Id == target.Id);
        if (same >= 0)
            _targets[same] = target;
        else
            _targets.Add(target);
    }
}
