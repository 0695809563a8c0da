using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using SenseAuto.Can.Dbc;
using SenseAuto.Can.Vehicle;
using SenseAuto.Core.Time;
using SenseAuto.DriveLog.Mcap;
using SenseAuto.DriveLog.Recording;
using SenseAuto.DriveLog.Wire;
using SenseAuto.Service.Commands;
using SenseAuto.Service.Session;

namespace SenseAuto.Service.Replay;

/// <summary>A replay from file to file.</summary>
public static class LogReplayFile
{
    private const string StartedUtc = "started_utc";
    private const string StartedSession = "started_session_ns";

    /// <param name="output">A new file for the replay's own log; null: compare only.</param>
    /// <exception cref="IOException">The output is there already: no log is written over.</exception>
    /// <exception cref="InvalidDataException">The file is no drive log of ours, or lacks what a replay needs.</exception>
    public static ReplayReport Run(string path, string? output)
    {
        using DriveLogReader log = DriveLogReader.Open(File.OpenRead(path), out string problem)
            ?? throw new InvalidDataException($"{path}: {problem}");
        string scratch = Directory.CreateTempSubdirectory("senseauto-replay-").FullName;
        try
        {
            RoadSetup setup = SetupOf(path, log, scratch);
            using DriveLogWriter? writer = output is null ? null : OpenOutput(log, output);
            ReplayReport report = new LogReplay(setup, writer).Run(log);
            writer?.Finish();
            return report with { Note = NoteOf(log) };
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private static RoadSetup SetupOf(string path, DriveLogReader log, string scratch)
    {
        try
        {
            return LogSetup.Read(log, scratch);
        }
        catch (Exception problem) when (problem is InvalidDataException or VehicleProfileException or DbcFormatException)
        {
            throw new InvalidDataException($"{path}: {problem.Message}", problem);
        }
    }

    private static string NoteOf(DriveLogReader log)
    {
        if (!log.IsWhole)
            return $"the log was cut, and only what is there was compared: {log.Problem}";

        return log.Problems is [{ } first, ..]
            ? $"the log is damaged, and only what can be read was compared: {first}"
            : "";
    }

    /// <summary>The replay's log says of itself what the original said, the wall-clock included: equal in, equal out.</summary>
    private static DriveLogWriter OpenOutput(DriveLogReader log, string path)
    {
        var facts = log.Facts.Where(fact => fact.Key is not (StartedUtc or StartedSession)).ToDictionary(fact => fact.Key, fact => fact.Value);
        var attachments = new List<LogAttachment>();
        foreach (McapAttachmentIndex index in log.Attachments)
        {
            if (log.TryReadAttachment(index.Attachment.Name, out byte[] content, out _))
                attachments.Add(new LogAttachment(index.Attachment.Name, index.Attachment.MediaType, content));
        }

        long startedNs = log.Facts.TryGetValue(StartedSession, out string? ns) ? long.Parse(ns, CultureInfo.InvariantCulture) : 0;
        DateTimeOffset started = log.Facts.TryGetValue(StartedUtc, out string? utc)
            ? DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind)
            : DateTimeOffset.UnixEpoch;
        return new DriveLogWriter(
            LogCommand.NewFile(path), new WireCodec(),
            new DriveLogContent { Facts = facts, Attachments = attachments }, new MonoTime(startedNs), started);
    }
}
