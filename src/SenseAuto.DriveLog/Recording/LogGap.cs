using System.Globalization;
using System.Text;
using SenseAuto.Core.Time;
using SenseAuto.DriveLog.Mcap;
using SenseAuto.DriveLog.Wire;

namespace SenseAuto.DriveLog.Recording;

/// <summary>What a recorder could not keep.</summary>
/// <param name="From">Log time of a record before the gap.</param>
/// <param name="To">Log time of the first record known to be after it.</param>
public readonly record struct LogGap(MonoTime From, MonoTime To, long RecordsLost, long PicturesLost, string Reason)
{
    private const ulong LevelWarning = 3;

    internal void WriteRecord(ByteBuffer into)
    {
        byte[] reason = Encoding.UTF8.GetBytes(Reason);
        var w = new ProtoWriter(into.GetSpan(ProtoWriter.RecordBytesMax + reason.Length));
        w.Int64(1, From.Nanoseconds);
        w.Int64(2, To.Nanoseconds);
        w.Int64(3, RecordsLost);
        w.Int64(4, PicturesLost);
        w.Bytes(5, reason);
        into.Advance(w.Count);
    }

    internal void WriteText(ByteBuffer into)
    {
        byte[] text = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"lost {RecordsLost} records and {PicturesLost} pictures "
            + $"between {From.Nanoseconds} and {To.Nanoseconds} ns: {Reason}"));
        var w = new ProtoWriter(into.GetSpan(ProtoWriter.RecordBytesMax + text.Length));
        w.Timestamp(1, To.Nanoseconds);
        w.UInt64(2, LevelWarning);
        w.Bytes(3, text);
        w.Bytes(4, "recorder"u8);
        into.Advance(w.Count);
    }
}
