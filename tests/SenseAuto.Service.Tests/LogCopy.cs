using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.DriveLog.Mcap;
using SenseAuto.DriveLog.Recording;
using SenseAuto.DriveLog.Wire;

namespace SenseAuto.Tests.Service;

/// <summary>Reads drive logs, and writes them again with something changed.</summary>
internal static class LogCopy
{
    private const uint SpeedId = 0xB4;

    /// <summary>Every message as one line: topic, time, and a hash of its bytes.</summary>
    public static List<string> Lines(string path)
    {
        using DriveLogReader log = Open(path);
        var lines = new List<string>();
        while (log.TryReadNext(out LogEntry entry))
            lines.Add($"{entry.Topic} {entry.Time.Nanoseconds} {Convert.ToHexString(SHA256.HashData(entry.Payload))}");
        return lines;
    }

    public static List<FrameLedger> Ledgers(string path)
    {
        using DriveLogReader log = Open(path);
        var ledgers = new List<FrameLedger>();
        while (log.TryReadNext(out LogEntry entry))
        {
            if (entry.Stream == StreamId.Ledger && entry.TryDecode(out FrameLedger ledger))
                ledgers.Add(ledger);
        }

        return ledgers;
    }

    /// <summary>The same log, but the car is a little faster in the last speed message before the end of one frame.</summary>
    public static void WithOtherSpeed(string from, string to, long frame)
    {
        int wanted = LastSpeedBefore(from, frame);
        using DriveLogReader log = Open(from);
        using DriveLogWriter writer = OpenCopy(log, to);
        var ring = new RecordRing(1 << 16);
        for (int index = 0; log.TryReadNext(out LogEntry entry); index++)
        {
            if (index == wanted && entry.TryDecode(out CanFrame can))
                ring.TryWrite(StreamId.CanRx, entry.Time, Faster(in can));
            else if (!entry.TryReplay(ring))
                continue;

            while (ring.TryPeek(out RingRecord record))
            {
                writer.TryWrite(in record);
                ring.Release();
            }
        }

        writer.Finish();
    }

    /// <summary>The log's vehicle and calibration, and nothing that happened.</summary>
    public static void WithoutFrames(string from, string to)
    {
        using DriveLogReader log = Open(from);
        using DriveLogWriter writer = OpenCopy(log, to);
        writer.Finish();
    }

    private static DriveLogReader Open(string path) =>
        DriveLogReader.Open(File.OpenRead(path), out string problem) ?? throw new InvalidDataException(problem);

    private static DriveLogWriter OpenCopy(DriveLogReader log, string to)
    {
        var attachments = new List<LogAttachment>();
        foreach (McapAttachmentIndex index in log.Attachments)
        {
            if (log.TryReadAttachment(index.Attachment.Name, out byte[] content, out _))
                attachments.Add(new LogAttachment(index.Attachment.Name, index.Attachment.MediaType, content));
        }

        var copied = new DriveLogContent { Facts = log.Facts.ToDictionary(fact => fact.Key, fact => fact.Value), Attachments = attachments };
        return new DriveLogWriter(
            new FileStream(to, FileMode.Create, FileAccess.ReadWrite), new WireCodec(), copied, default, DateTimeOffset.UnixEpoch);
    }

    private static int LastSpeedBefore(string path, long frame)
    {
        using DriveLogReader log = Open(path);
        int last = -1;
        for (int index = 0; log.TryReadNext(out LogEntry entry); index++)
        {
            if (entry.Stream == StreamId.CanRx && entry.TryDecode(out CanFrame can) && can.Bus == 0 && can.Id == SpeedId)
                last = index;
            else if (entry.Stream == StreamId.Ledger && entry.TryDecode(out FrameLedger ledger) && ledger.Index == frame)
                return last;
        }

        throw new InvalidDataException($"the log has no frame {frame}");
    }

    /// <summary>One byte of the speed, and the checksum with it, so that the message stays good.</summary>
    private static CanFrame Faster(in CanFrame can)
    {
        byte[] payload = can.Payload.ToArray();
        payload[6] ^= 0x08;
        uint sum = (can.Id >> 8) + (can.Id & 0xFF) + can.Length;
        for (int i = 0; i < payload.Length - 1; i++)
            sum += payload[i];
        payload[^1] = (byte)(sum & 0xFF);
        return new CanFrame(can.Captured, can.Bus, can.Id, can.Flags, payload);
    }
}
