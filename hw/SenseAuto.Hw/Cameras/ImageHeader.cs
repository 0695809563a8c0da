using System;
using System.Buffers.Binary;
using System.IO;

namespace SenseAuto.Hw.Cameras;

/// <summary>Size of a JPEG or PNG picture as its header says it, without decoding.</summary>
internal static class ImageHeader
{
    private const int PngHeaderBytes = 24;
    private const int MarkerSegmentsMax = 200;

    private static ReadOnlySpan<byte> JpegEnd => [0xFF, 0xD9];

    private static ReadOnlySpan<byte> JpegScan => [0xFF, 0xDA];

    public static bool TryReadSize(string path, out int width, out int height, out string kind)
    {
        width = height = 0;
        kind = "JPEG";
        using FileStream file = File.OpenRead(path);
        Span<byte> head = stackalloc byte[PngHeaderBytes];
        int got = file.ReadAtLeast(head, PngHeaderBytes, throwOnEndOfStream: false);
        if (got < PngHeaderBytes)
            return false;

        // PNG (ISO/IEC 15948): eight bytes of signature, then IHDR with width and height.
        if (head[0] == 0x89 && head[1..4].SequenceEqual("PNG"u8))
        {
            width = BinaryPrimitives.ReadInt32BigEndian(head[16..]);
            height = BinaryPrimitives.ReadInt32BigEndian(head[20..]);
            kind = "PNG";
            return width > 0 && height > 0;
        }

        return head[0] == 0xFF && head[1] == 0xD8 && TryReadJpeg(file, out width, out height);
    }

    /// <summary>
    /// Whether the marker EOI comes after the last SOS (ITU T.81, B.2.1; neither can be inside of a scan). A small picture
    /// in the header has its own pair before; cameras may write some bytes of their own after it.
    /// </summary>
    public static bool HasJpegEnd(string path)
    {
        ReadOnlySpan<byte> bytes = File.ReadAllBytes(path);
        return bytes.LastIndexOf(JpegEnd) > bytes.LastIndexOf(JpegScan);
    }

    /// <summary>Walks the marker segments (ITU T.81, B.1.1) to the frame header.</summary>
    private static bool TryReadJpeg(FileStream file, out int width, out int height)
    {
        width = height = 0;
        Span<byte> segment = stackalloc byte[9];
        file.Position = 2;
        for (int i = 0; i < MarkerSegmentsMax; i++)
        {
            long at = file.Position;
            if (file.ReadAtLeast(segment, segment.Length, throwOnEndOfStream: false) < segment.Length ||
                segment[0] != 0xFF)
            {
                return false;
            }

            byte marker = segment[1];
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                height = BinaryPrimitives.ReadUInt16BigEndian(segment[5..]);
                width = BinaryPrimitives.ReadUInt16BigEndian(segment[7..]);
                return width > 0 && height > 0;
            }

            // A byte of fill before a marker has no length.
            file.Position = marker == 0xFF ? at + 1 : at + 2 + BinaryPrimitives.ReadUInt16BigEndian(segment[2..]);
        }

        return false;
    }
}
