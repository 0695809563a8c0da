using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace SenseAuto.DriveLog.Import;

/// <summary>What the elements of an array are.</summary>
public enum NpyKind : byte
{
    Reals,
    Integers,

    /// <summary>Strings of a fixed number of bytes, zeros kept.</summary>
    FixedBytes,
}

/// <summary>
/// An array of NumPy's .npy format 1.0 or 2.0, little-endian, rows first: f8, i8 and S&lt;n&gt;. Read whole into
/// memory.
/// </summary>
public sealed partial class NpyArray
{
    private readonly byte[] _content;

    private NpyArray(NpyKind kind, int elementBytes, int[] shape, byte[] content)
    {
        Kind = kind;
        ElementBytes = elementBytes;
        Shape = shape;
        _content = content;
    }

    public NpyKind Kind { get; }

    public int ElementBytes { get; }

    /// <summary>Length of each dimension, first the rows. Empty for a single value.</summary>
    public IReadOnlyList<int> Shape { get; }

    public int Count => _content.Length / ElementBytes;

    public int Rows => Shape.Count == 0 ? 1 : Shape[0];

    /// <summary>Elements a row.</summary>
    public int RowLength => Rows == 0 ? 0 : Count / Rows;

    /// <summary>All elements, row after row; empty when the array is of another kind.</summary>
    public ReadOnlySpan<double> Doubles => Kind == NpyKind.Reals ? MemoryMarshal.Cast<byte, double>(_content) : default;

    /// <summary>All elements, row after row; empty when the array is of another kind.</summary>
    public ReadOnlySpan<long> Integers => Kind == NpyKind.Integers ? MemoryMarshal.Cast<byte, long>(_content) : default;

    public ReadOnlySpan<double> DoubleRow(int row) => Doubles.Slice(row * RowLength, RowLength);

    public ReadOnlySpan<byte> BytesAt(int index) => _content.AsSpan(index * ElementBytes, ElementBytes);

    /// <exception cref="InvalidDataException">Not such an array; the text names the file and what is wrong.</exception>
    public static NpyArray Load(string path) => Parse(File.ReadAllBytes(path), path);

    /// <param name="name">Named in errors.</param>
    /// <exception cref="InvalidDataException">Not such an array.</exception>
    public static NpyArray Parse(ReadOnlySpan<byte> file, string name)
    {
        ReadOnlySpan<byte> magic = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];
        if (file.Length < 12 || !file.StartsWith(magic))
            throw new InvalidDataException($"{name}: not a .npy file");
        if (file[6] is not (1 or 2))
            throw new InvalidDataException($"{name}: .npy version {file[6]}.{file[7]} is not read (1.0 and 2.0 are)");

        int front = file[6] == 1 ? 10 : 12;
        uint headerBytes = file[6] == 1
            ? BinaryPrimitives.ReadUInt16LittleEndian(file[8..])
            : BinaryPrimitives.ReadUInt32LittleEndian(file[8..]);
        if (headerBytes > file.Length - front)
            throw new InvalidDataException($"{name}: the header is cut");

        string header = Encoding.Latin1.GetString(file.Slice(front, (int)headerBytes));
        return Build(header, file[(front + (int)headerBytes)..], name);
    }

    private static NpyArray Build(string header, ReadOnlySpan<byte> content, string name)
    {
        string type = DescrPattern().Match(header).Groups[1].Value;
        if (!header.Contains("'fortran_order': False", StringComparison.Ordinal))
            throw new InvalidDataException($"{name}: columns-first arrays (fortran_order) are not read");
        if (!TryKind(type, out NpyKind kind, out int elementBytes))
            throw new InvalidDataException($"{name}: element type '{type}' is not read (<f8, <i8 and |S<n> are)");

        Match shapeText = ShapePattern().Match(header);
        if (!shapeText.Success)
            throw new InvalidDataException($"{name}: the header has no shape");

        var shape = new List<int>();
        long count = 1;
        foreach (string part in shapeText.Groups[1].Value.Split(',',
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int length))
                throw new InvalidDataException($"{name}: '{part}' is no dimension");
            shape.Add(length);
            count = Math.Min(count * length, int.MaxValue);
        }

        if (count * elementBytes != content.Length)
        {
            throw new InvalidDataException(
                $"{name}: {content.Length} bytes of elements, "
                + $"the shape ({shapeText.Groups[1].Value}) needs {count * elementBytes}");
        }

        return new NpyArray(kind, elementBytes, [.. shape], content.ToArray());
    }

    private static bool TryKind(string type, out NpyKind kind, out int bytes)
    {
        kind = type is "<i8" ? NpyKind.Integers : NpyKind.Reals;
        bytes = 8;
        if (type is "<f8" or "<i8")
            return true;

        kind = NpyKind.FixedBytes;
        return type.StartsWith("|S", StringComparison.Ordinal)
            && int.TryParse(type.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out bytes)
            && bytes is > 0 and < 65536;
    }

    [GeneratedRegex("'descr': '([^']*)'")]
    private static partial Regex DescrPattern();

    [GeneratedRegex(@"'shape': \(([0-9, ]*)\)")]
    private static partial Regex ShapePattern();
}
