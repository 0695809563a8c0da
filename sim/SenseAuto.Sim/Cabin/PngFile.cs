using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;

namespace SenseAuto.Sim.Cabin;

/// <summary>Reads PNG pictures of 8 bits a channel, not interlaced: grey, RGB, with or without alpha (ISO/IEC 15948).</summary>
internal static class PngFile
{
    private const int SidesMax = 8192;
    private static readonly byte[] Signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Rows of red, green, blue.</summary>
    /// <exception cref="InvalidDataException">Not such a picture; names the file and what is wrong.</exception>
    public static (int Width, int Height, byte[] Rgb) Read(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        if (file.Length < 33 || !file.AsSpan(0, 8).SequenceEqual(Signature))
            throw Broken(path, "not a PNG file");

        int width = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(16)), int.MaxValue);
        int height = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(20)), int.MaxValue);
        if (width is < 1 or > SidesMax || height is < 1 or > SidesMax)
            throw Broken(path, $"size {width}x{height}, allowed 1..{SidesMax} a side");

        int channels = file[25] switch { 0 => 1, 2 => 3, 4 => 2, 6 => 4, _ => 0 };
        if (channels == 0 || file[24] != 8 || file[28] != 0)
            throw Broken(path, $"colour type {file[25]}, {file[24]} bits, interlace {file[28]}; only 8 bits without palette and interlace are read");

        byte[] rows = Unpack(path, file, (width * channels) + 1, height);
        Unfilter(path, rows, (width * channels) + 1, channels);
        return (width, height, ToRgb(rows, width, height, channels));
    }

    private static byte[] Unpack(string path, byte[] file, int stride, int height)
    {
        using var packed = new MemoryStream();
        for (int at = 8; at + 12 <= file.Length;)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
            if (length > file.Length - at - 12)
                throw Broken(path, $"the chunk at byte {at} is cut off");
            if (file.AsSpan(at + 4, 4).SequenceEqual("IDAT"u8))
                packed.Write(file, at + 8, (int)length);
            at += 12 + (int)length;
        }

        packed.Position = 0;
        byte[] rows = new byte[stride * height];
        using var inflate = new ZLibStream(packed, CompressionMode.Decompress);
        int read = inflate.ReadAtLeast(rows, rows.Length, throwOnEndOfStream: false);
        return read == rows.Length ? rows : throw Broken(path, $"{read} bytes of pixels, expected {rows.Length}");
    }

    private static void Unfilter(string path, byte[] rows, int stride, int channels)
    {
        for (int start = 0; start < rows.Length; start += stride)
        {
            byte filter = rows[start];
            if (filter > 4)
                throw Broken(path, $"row {start / stride} has filter {filter}");

            for (int i = 1; i < stride; i++)
            {
                int left = i > channels ? rows[start + i - channels] : 0;
                int above = start > 0 ? rows[start - stride + i] : 0;
                int corner = start > 0 && i > channels ? rows[start - stride + i - channels] : 0;
                int guess = filter switch { 1 => left, 2 => above, 3 => (left + above) / 2, 4 => Paeth(left, above, corner), _ => 0 };
                rows[start + i] = (byte)((rows[start + i] + guess) & 0xFF);
            }
        }
    }

    private static int Paeth(int left, int above, int corner)
    {
        int guess = left + above - corner;
        int toLeft = Math.Abs(guess - left), toAbove = Math.Abs(guess - above), toCorner = Math.Abs(guess - corner);
        if (toLeft <= toAbove && toLeft <= toCorner)
            return left;
        return toAbove <= toCorner ? above : corner;
    }

    private static byte[] ToRgb(byte[] rows, int width, int height, int channels)
    {
        byte[] rgb = new byte[width * height * 3];
        for (int i = 0; i < width * height; i++)
        {
            int from = (i / width * ((width * channels) + 1)) + 1 + (i % width * channels);
            for (int c = 0; c < 3; c++)
                rgb[(3 * i) + c] = rows[from + (channels >= 3 ? c : 0)];
        }

        return rgb;
    }

    private static InvalidDataException Broken(string path, string what) => new($"{path}: {what}");
}
