using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;

namespace SenseAuto.Models.Signs;

/// <summary>
/// PNG pictures as data sets have them: 8 bits, grey, colour or palette, with or without alpha (which is dropped), not
/// interlaced.
/// </summary>
internal static class PngPicture
{
    private const int SideMax = 16384;
    private const int HeaderBytes = 13;
    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    public static bool Is(ReadOnlySpan<byte> file) => file.StartsWith(Signature);

    /// <summary>Red, green and blue bytes of every pixel.</summary>
    /// <exception cref="EvalException">The file is broken or of a kind that is not read.</exception>
    public static byte[] Decode(ReadOnlySpan<byte> file, string path, out int width, out int height)
    {
        using var packed = new MemoryStream();
        ReadOnlySpan<byte> header = default;
        ReadOnlySpan<byte> palette = default;
        for (int at = Signature.Length; at + 12 <= file.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file[at..]);
            if (length < 0 || length > file.Length - at - 12)
                throw new EvalException($"{path}: broken PNG, the part at byte {at} is longer than the file");

            ReadOnlySpan<byte> part = file.Slice(at + 8, length);
            ReadOnlySpan<byte> name = file.Slice(at + 4, 4);
            if (name.SequenceEqual("IHDR"u8))
                header = part;
            else if (name.SequenceEqual("PLTE"u8))
                palette = part;
            else if (name.SequenceEqual("IDAT"u8))
                packed.Write(part);
            at += length + 12;
        }

        (width, height, int channels) = Shape(header, path);
        byte[] rows = Unpack(packed, ((width * channels) + 1) * height, path);
        Unfilter(rows, (width * channels) + 1, channels, path);
        return ToRgb(rows, width, height, channels, header[9] == 3 ? palette : default, path);
    }

    private static (int Width, int Height, int Channels) Shape(ReadOnlySpan<byte> header, string path)
    {
        if (header.Length != HeaderBytes)
            throw new EvalException($"{path}: broken PNG, no header");

        int width = BinaryPrimitives.ReadInt32BigEndian(header);
        int height = BinaryPrimitives.ReadInt32BigEndian(header[4..]);
        int channels = header[9] switch { 0 or 3 => 1, 2 => 3, 4 => 2, 6 => 4, _ => 0 };
        bool isRead = width is >= 1 and <= SideMax && height is >= 1 and <= SideMax && header[8] == 8 && channels > 0 && header[12] == 0;
        return isRead
            ? (width, height, channels)
            : throw new EvalException($"{path}: only PNG of 8 bits a channel that is not interlaced is read");
    }

    private static byte[] Unpack(MemoryStream packed, int length, string path)
    {
        packed.Position = 0;
        byte[] rows = new byte[length];
        try
        {
            using var stream = new ZLibStream(packed, CompressionMode.Decompress);
            stream.ReadExactly(rows);
        }
        catch (Exception failure) when (failure is InvalidDataException or EndOfStreamException)
        {
            throw new EvalException($"{path}: broken PNG, its pixels do not unpack", failure);
        }

        return rows;
    }

    /// <summary>Every row begins with the number of the prediction its bytes are differences to.</summary>
    private static void Unfilter(Span<byte> rows, int stride, int channels, string path)
    {
        Span<byte> above = new byte[stride];
        for (int start = 0; start < rows.Length; start += stride)
        {
            Span<byte> row = rows.Slice(start, stride);
            if (row[0] > 4)
                throw new EvalException($"{path}: broken PNG, row {start / stride} has filter {row[0]}");

            for (int i = 1; i < stride; i++)
            {
                int left = i > channels ? row[i - channels] : 0;
                int corner = i > channels ? above[i - channels] : 0;
                row[i] += (byte)(row[0] switch
                {
                    0 => 0,
                    1 => left,
                    2 => above[i],
                    3 => (left + above[i]) / 2,
                    _ => Nearest(left, above[i], corner),
                });
            }

            above = row;
        }
    }

    private static int Nearest(int left, int above, int corner)
    {
        int toLeft = Math.Abs(above - corner);
        int toAbove = Math.Abs(left - corner);
        int toCorner = Math.Abs(left + above - (2 * corner));
        if (toLeft <= toAbove && toLeft <= toCorner)
            return left;

        return toAbove <= toCorner ? above : corner;
    }

    private static byte[] ToRgb(
        ReadOnlySpan<byte> rows, int width, int height, int channels, ReadOnlySpan<byte> palette, string path)
    {
        byte[] rgb = new byte[width * height * 3];
        for (int i = 0; i < width * height; i++)
        {
            ReadOnlySpan<byte> pixel = rows.Slice((((width * channels) + 1) * (i / width)) + 1 + (i % width * channels), channels);
            if (!palette.IsEmpty && (pixel[0] * 3) + 3 > palette.Length)
                throw new EvalException($"{path}: broken PNG, colour {pixel[0]} is not in its palette");

            ReadOnlySpan<byte> from = palette.IsEmpty ? pixel : palette.Slice(pixel[0] * 3, 3);
            for (int part = 0; part < 3; part++)
                rgb[(i * 3) + part] = from[from.Length < 3 ? 0 : part];
        }

        return rgb;
    }
}
