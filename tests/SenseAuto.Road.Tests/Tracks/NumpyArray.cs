using System;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace SenseAuto.Road.Tests.Tracks;

/// <summary>Reads .npy files of little-endian 8-byte floats, version 1.0, as the recorded drives have them.</summary>
internal sealed class NumpyArray
{
    private NumpyArray(double[] values, int columns)
    {
        Values = values;
        Columns = columns;
    }

    public double[] Values { get; }

    public int Columns { get; }

    public int Rows => Values.Length / Columns;

    public double this[int row, int column] => Values[(row * Columns) + column];

    public static NumpyArray Read(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int headerLength = BitConverter.ToUInt16(bytes, 8);
        string header = Encoding.ASCII.GetString(bytes, 10, headerLength);
        if (!header.Contains("'<f8'", StringComparison.Ordinal) || !header.Contains("False", StringComparison.Ordinal))
            throw new InvalidDataException($"{path}: only C-ordered <f8 arrays are read, this is {header}");

        Match shape = Regex.Match(header, @"\((\d+), ?(\d+)?\)");
        int columns = shape.Groups[2].Success ? int.Parse(shape.Groups[2].Value, CultureInfo.InvariantCulture) : 1;
        return new NumpyArray(MemoryMarshal.Cast<byte, double>(bytes.AsSpan(10 + headerLength)).ToArray(), columns);
    }

    /// <summary>Row of the last time at or before <paramref name="timeS"/>; the first row before all of them.</summary>
    public int RowAt(double timeS)
    {
        int at = Array.BinarySearch(Values, timeS);
        return Math.Clamp(at >= 0 ? at : ~at - 1, 0, Values.Length - 1);
    }
}
