using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;
using System.Text;

namespace SenseAuto.Models.Tests.Signs;

/// <summary>Small picture files, made by hand.</summary>
internal static class SignPictures
{
    /// <summary>A binary pixmap whose pixel at (x, y) is (10 x, 20 y, 77), of 256.</summary>
    public static byte[] Pixmap(int width, int height, string comment = "")
    {
        byte[] header = Encoding.ASCII.GetBytes($"P6\n{comment}{width} {height}\n255\n");
        return [.. header, .. Rgb(width, height)];
    }

    public static byte[] Rgb(int width, int height)
    {
        byte[] rgb = new byte[width * height * 3];
        for (int i = 0; i < width * height; i++)
            (rgb[i * 3], rgb[(i * 3) + 1], rgb[(i * 3) + 2]) = ((byte)(i % width * 10 % 256), (byte)(i / width * 20 % 256), 77);
        return rgb;
    }

    /// <summary>A PNG out of rows that begin with their filter's number.</summary>
    public static byte[] Png(int width, int height, int colourType, byte[] rows, byte[]? palette = null, int depth = 8, int interlace = 0)
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = ((byte)depth, (byte)colourType, (byte)interlace);
        Part(file, "IHDR", header);
        if (palette is not null)
            Part(file, "PLTE", palette);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(rows);
        Part(file, "IDAT", packed.ToArray());
        Part(file, "IEND", []);
        return file.ToArray();
    }

    private static void Part(MemoryStream file, string name, byte[] content)
    {
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        file.Write(length);
        file.Write(Encoding.ASCII.GetBytes(name));
        file.Write(content);
        file.Write(new byte[4]);
    }
}
