using System;
using System.IO;
using System.Runtime.InteropServices;
using K4os.Compression.LZ4;
using K4os.Compression.LZ4.Streams;
using ZstdSharp;

namespace SenseAuto.DriveLog.Mcap;

/// <summary>Packs and unpacks the records of a chunk. One user at a time; keeps its work space for the next
/// call.</summary>
internal sealed class ChunkPacking : IDisposable
{
    // The fastest level that still halves CAN traffic; chosen by us so that the recorder stays far under one small
    // core.
    private const int ZstdLevel = 1;
    private Compressor? _compressor;
    private Decompressor? _decompressor;

    /// <summary>Appends the packed bytes.</summary>
    public void Pack(McapCompression compression, ReadOnlySpan<byte> records, ByteBuffer into)
    {
        switch (compression)
        {
            case McapCompression.Zstd:
                Span<byte> room = into.GetSpan(Compressor.GetCompressBound(records.Length));
                _compressor ??= new Compressor(ZstdLevel);
                into.Advance(_compressor.Wrap(records, room));
                break;
            case McapCompression.Lz4:
                LZ4Frame.Encode(records, into, LZ4Level.L00_FAST);
                break;
            default:
                into.Bytes(records);
                break;
        }
    }

    /// <summary>
    /// Appends the unpacked bytes. Packed bytes that end too early or are damaged still yield what came before;
    /// <paramref name="problem"/> then says what is wrong.
    /// </summary>
    public bool TryUnpack(string compression, ReadOnlyMemory<byte> packed, ulong size, ByteBuffer into,
        out string problem)
    {
        problem = "";
        switch (compression)
        {
            case "":
                into.Bytes(packed.Span);
                break;
            case "zstd":
                if (!TryUnzstdWhole(packed.Span, size, into))
                    problem = UnpackStream(new DecompressionStream(AsStream(packed)), size, into);
                break;
            case "lz4":
                problem = UnpackStream(LZ4Stream.Decode(AsStream(packed)), size, into);
                break;
            default:
                problem = $"compression '{compression}' is not known (known: none, lz4, zstd)";
                break;
        }

        if (problem.Length == 0 && (ulong)into.Count != size)
            problem = $"{into.Count} bytes came out, the chunk says {size}";
        return problem.Length == 0;
    }

    public void Dispose()
    {
        _compressor?.Dispose();
        _decompressor?.Dispose();
    }

    private bool TryUnzstdWhole(ReadOnlySpan<byte> packed, ulong size, ByteBuffer into)
    {
        try
        {
            // A size that no such input can have is left to the streaming way, which believes no size.
            if (size > 16UL * 1024 * 1024 && size / 1024 > (ulong)packed.Length)
                return false;

            _decompressor ??= new Decompressor();
            into.Advance(_decompressor.Unwrap(packed, into.GetSpan((int)size)[..(int)size]));
            return true;
        }
        catch (ZstdException)
        {
            return false;
        }
    }

    private static string UnpackStream(Stream unpacked, ulong size, ByteBuffer into)
    {
        using (unpacked)
        {
            try
            {
                while ((ulong)into.Count < size)
                {
                    int want = (int)Math.Min(65536, size - (ulong)into.Count);
                    int got = unpacked.Read(into.GetSpan(want)[..want]);
                    if (got == 0)
                        break;
                    into.Advance(got);
                }

                return "";
            }
            // NotImplemented: what the LZ4 library says of frames that want a dictionary; to us they are damaged ones.
            catch (Exception e) when (e is ZstdException or IOException or InvalidDataException or ArgumentException
                or NotSupportedException or NotImplementedException or InvalidOperationException
                or IndexOutOfRangeException or OverflowException)
            {
                return $"packed bytes are damaged or cut ({e.Message})";
            }
        }
    }

    private static MemoryStream AsStream(ReadOnlyMemory<byte> bytes)
    {
        if (MemoryMarshal.TryGetArray(bytes, out ArraySegment<byte> array))
            return new MemoryStream(array.Array!, array.Offset, array.Count, writable: false);
        return new MemoryStream(bytes.ToArray(), writable: false);
    }
}
