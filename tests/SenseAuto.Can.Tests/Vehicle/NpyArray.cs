using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;

namespace SenseAuto.Tests.Can.Vehicle;

/// <summary>A numpy file, format 1.0, of a plain little-endian type.</summary>
internal static class NpyArray
{
    private const int FixedHeader = 10;

    public static T[] Read<T>(string path, string type)
        where T : unmanaged
    {
        byte[] bytes = File.ReadAllBytes(path);
        int header = BitConverter.ToUInt16(bytes, 8);
        string text = Encoding.ASCII.GetString(bytes, FixedHeader, header);
        if (!text.Contains($"'{type}'", StringComparison.Ordinal))
            throw new InvalidDataException($"{path} holds {text}, not {type}");

        return MemoryMarshal.Cast<byte, T>(bytes.AsSpan(FixedHeader + header)).ToArray();
    }
}
