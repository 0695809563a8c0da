using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;

namespace SenseAuto.Hw.Boards;

/// <summary>
/// A board file that cannot be used. The message has one line a problem, each with the file and the place in it.
/// </summary>
public sealed class BoardProfileException : Exception
{
    public BoardProfileException() { }

    public BoardProfileException(string message) : base(message) { }

    public BoardProfileException(string message, Exception innerException) : base(message, innerException) { }
}

/// <summary>Reads board files and checks them once, completely.</summary>
public static class BoardProfiles
{
    private const int CoresMax = 1024;
    private const int FifoPriorityMax = 99;
    private const int SideMax = 8192;
    private const int FramesPerSecondMax = 240;
    private const int LineMax = 1023;
    private static readonly string[] Providers = ["cpu", "xnnpack", "acl", "qnn", "cuda", "tensorrt"];

    /// <exception cref="BoardProfileException">The file is missing, is not JSON, or has problems: all of them
    /// together.</exception>
    public static BoardProfile Load(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BoardProfileException($"{path}: cannot be read: {error.Message}", error);
        }
    }

    /// <param name="name">How errors call the text.</param>
    public static BoardProfile Parse(string json, string name)
    {
        BoardProfile? board;
        try
        {
            board = JsonSerializer.Deserialize(json, BoardJson.Default.BoardProfile);
        }
        catch (JsonException error)
        {
            throw new BoardProfileException($"{name}: {error.Message}", error);
        }

        if (board == null)
            throw new BoardProfileException($"{name}: is empty");

        var problems = new Problems(name);
        Check(board, problems);
        return problems.Count == 0 ? board : throw new BoardProfileException(problems.ToString());
    }

    private static void Check(BoardProfile board, Problems problems)
    {
        problems.Unknown("", board);
        problems.Text("name", board.Name);
        problems.Range("cores", board.Cores, 1, CoresMax);
        problems.OneOf("executionProvider", board.ExecutionProvider, Providers);
        problems.Range("inferenceThreads", board.InferenceThreads, 1, Math.Max(1, board.Cores));
        CheckThread("road", board.Road, board.Cores, problems);
        CheckThread("cabin", board.Cabin, board.Cores, problems);
        CheckThread("background", board.Background, board.Cores, problems);
        CheckCamera("roadCamera", board.RoadCamera, problems);
        CheckCamera("cabinCamera", board.CabinCamera, problems);
        CheckCan(board.Can, problems);
        CheckLines(board.WarningLines, problems);
        CheckWatchdog(board.Watchdog, problems);
        if (board.RoadCamera != null && board.RoadCamera.Device == board.CabinCamera?.Device)
            problems.Add("cabinCamera.device", $"{board.RoadCamera.Device} is the road camera's");
    }

    private static void CheckThread(string at, BoardThread? thread, int cores, Problems problems)
    {
        if (!problems.Present(at, thread))
            return;
        if (thread.Core is int core)
            problems.Range($"{at}.core", core, 0, Math.Max(0, cores - 1));
        problems.Range($"{at}.fifoPriority", thread.FifoPriority, 0, FifoPriorityMax);
    }

    private static void CheckCamera(string at, BoardCamera? camera, Problems problems)
    {
        if (camera == null)
            return;

        problems.Unknown(at, camera);
        problems.Text($"{at}.device", camera.Device);
        problems.Range($"{at}.width", camera.Width, 2, SideMax);
        problems.Range($"{at}.height", camera.Height, 2, SideMax);
        problems.Range($"{at}.framesPerSecond", camera.FramesPerSecond, 1, FramesPerSecondMax);
        problems.OneOf($"{at}.format", camera.Format, ["nv12", "yuyv"]);
    }

    private static void CheckCan(IReadOnlyList<BoardCan>? buses, Problems problems)
    {
        if (buses == null || buses.Count == 0)
        {
            problems.Add("can", "needs at least one bus");
            return;
        }

        var seen = new HashSet<int>();
        for (int i = 0; i < buses.Count; i++)
        {
            string at = $"can[{i}]";
            if (!problems.Present(at, buses[i]))
                continue;
            problems.Range($"{at}.bus", buses[i].Bus, 0, byte.MaxValue);
            problems.OneOf($"{at}.kind", buses[i].Kind, ["socketcan", "udp"]);
            problems.Text($"{at}.interface", buses[i].Interface);
            problems.Range($"{at}.port", buses[i].Port, 1, ushort.MaxValue);
            if (!seen.Add(buses[i].Bus))
                problems.Add($"{at}.bus", $"{buses[i].Bus} is given twice");
        }
    }

    private static void CheckLines(BoardWarningLines? lines, Problems problems)
    {
        if (lines == null)
            return;

        problems.Unknown("warningLines", lines);
        problems.Text("warningLines.chip", lines.Chip);
        problems.Range("warningLines.lamp", lines.Lamp, 0, LineMax);
        problems.Range("warningLines.buzzer", lines.Buzzer, 0, LineMax);
        if (lines.Lamp == lines.Buzzer)
            problems.Add("warningLines.buzzer", $"{lines.Buzzer} is the lamp's line");
    }

    private static void CheckWatchdog(BoardWatchdog? watchdog, Problems problems)
    {
        if (!problems.Present("watchdog", watchdog))
            return;
        problems.OneOf("watchdog.kind", watchdog.Kind, ["none", "systemd", "device"]);
        problems.Range("watchdog.timeoutS", watchdog.TimeoutS, 1, 600);
    }
}
