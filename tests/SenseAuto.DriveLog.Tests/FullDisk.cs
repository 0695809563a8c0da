using System;
using System.IO;

namespace SenseAuto.DriveLog.Tests;

/// <summary>A file on a disk with room for so many bytes. As on a real disk, a write that does not fit is taken in
/// part.</summary>
internal sealed class FullDisk(long room) : MemoryStream
{
    public long Room { get; set; } = room;

    public override void Write(byte[] buffer, int offset, int count)
    {
        int fits = (int)Math.Clamp(Room - Position, 0, count);
        base.Write(buffer, offset, fits);
        if (fits < count)
            throw new IOException("the disk is full");
    }

    public override void Write(ReadOnlySpan<byte> buffer) => Write(buffer.ToArray(), 0, buffer.Length);
}
