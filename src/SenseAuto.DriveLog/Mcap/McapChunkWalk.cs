using System;

namespace SenseAuto.DriveLog.Mcap;

/// <summary>Steps through the unpacked records of a chunk.</summary>
internal static class McapChunkWalk
{
    /// <summary>False, leaving <paramref name="at"/> alone, when no whole record is left.</summary>
    public static bool TryNext(
        ReadOnlySpan<byte> records, scoped ref int at, out McapOpcode opcode, out ReadOnlySpan<byte> body)
    {
        var cursor = new McapCursor(records[at..]);
        opcode = (McapOpcode)cursor.U8();
        body = cursor.Take(cursor.U64());
        if (cursor.HasFailed || opcode == McapOpcode.None)
            return false;

        at += McapFormat.RecordHeaderBytes + body.Length;
        return true;
    }
}
