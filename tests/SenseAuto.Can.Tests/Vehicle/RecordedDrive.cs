using System;
using System.Collections.Generic;
using System.IO;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Can.Vehicle;

/// <summary>The recorded highway drive: raw frames, and what its makers decoded from them.</summary>
internal sealed class RecordedDrive
{
    private readonly string _folder = SharedRecordings.PathOf("drives/comma2k19-example1/processed_log/CAN");
    private readonly double[] _t;
    private readonly long[] _address;
    private readonly long[] _source;
    private readonly ulong[] _payload;

    public RecordedDrive()
    {
        _t = Doubles("raw_can/t");
        _address = NpyArray.Read<long>(Path.Combine(_folder, "raw_can/address"), "<i8");
        _source = NpyArray.Read<long>(Path.Combine(_folder, "raw_can/src"), "<i8");
        _payload = NpyArray.Read<ulong>(Path.Combine(_folder, "raw_can/data"), "|S8");
    }

    public double StartS => _t[0];

    public double EndS => _t[^1];

    public double[] Doubles(string name) => NpyArray.Read<double>(Path.Combine(_folder, name), "<f8");

    /// <summary>Frames of the car's two buses; what the driving computer sent is left out.</summary>
    public IEnumerable<(double TimeS, CanFrame Frame)> Frames()
    {
        for (int i = 0; i < _t.Length; i++)
        {
            if (_source[i] <= 1)
            {
                byte[] payload = BitConverter.GetBytes(_payload[i]);
                yield return (_t[i], new CanFrame(
                    MonoTime.FromSeconds(_t[i]), (byte)_source[i], (uint)_address[i], CanFlags.None, payload));
            }
        }
    }
}
