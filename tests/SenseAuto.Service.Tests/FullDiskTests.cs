using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.DriveLog.Mcap;
using SenseAuto.DriveLog.Recording;
using SenseAuto.Service.Session;
using SenseAuto.Sim;

namespace SenseAuto.Tests.Service;

/// <summary>The disk fills up during a drive: the drive goes on, says so, and what was written stays readable.</summary>
public sealed class FullDiskTests
{
    private const int Frames = 50;
    private const int Room = 1_600_000;

    [Test]
    public async Task Disk_that_fills_up_is_a_flag_in_the_ledger_and_the_drive_goes_on()
    {
        using var disk = new SmallFile(Room);
        var flags = new List<HealthFlags>();
        PlayOptions options = Played.LanesOnly with
        {
            FramesMax = Frames,
            Outlets = new OutletOptions { RecordTo = "unused", LogStore = new SmallDisk(disk) },
            Watch = frame => flags.Add(frame.Ledger.ExternalFlags & HealthFlags.RecorderFailed),
        };

        PlayReport report = await PlayedDrive.RunAsync(Played.Simulated(DemoDrives.Motorway), options, CancellationToken.None);

        Assert.That(flags, Has.Count.EqualTo(Frames));
        Assert.That(flags[0], Is.EqualTo(HealthFlags.None), "there was room at first");
        Assert.That(flags[^1], Is.EqualTo(HealthFlags.RecorderFailed));
        Assert.That(report.Notes, Has.Some.Contains("could not be written").And.Some.Contains("the log lacks"));
        using var written = new MemoryStream(disk.ToArray());
        Assert.That(McapSummary.Read(written).Messages, Is.Positive);
    }

    /// <summary>Gives one file, which takes so many bytes and no more.</summary>
    private sealed class SmallDisk(SmallFile file) : ILogStore
    {
        public Stream Create(int part, out string name)
        {
            name = "small";
            return part == 0 ? file : throw new IOException("no room for another file");
        }
    }

    private sealed class SmallFile(int room) : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            int fits = Math.Clamp(room - (int)Position, 0, buffer.Length);
            byte[] part = buffer[..fits].ToArray();
            base.Write(part, 0, part.Length);
            if (fits < buffer.Length)
                throw new IOException("the disk is full");
        }
    }
}
