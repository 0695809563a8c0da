using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Threading;

namespace SenseAuto.Hw.Cameras;

/// <summary>One running ffmpeg that writes raw pictures to us. Disposing it ends that process and no other.</summary>
internal sealed class FfmpegProcess : IDisposable
{
    private readonly Process _process;
    private volatile string _lastError = "";
    private int _isDisposed;

    public FfmpegProcess(IReadOnlyList<string> arguments, string? standardInput)
    {
        var start = new ProcessStartInfo("ffmpeg")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        _process = Start(start);
        _process.ErrorDataReceived += (_, line) =>
        {
            if (!string.IsNullOrWhiteSpace(line.Data))
                _lastError = line.Data.Trim();
        };
        _process.BeginErrorReadLine();
        Feed(standardInput);
    }

    public int Id => _process.Id;

    public Stream Pictures => _process.StandardOutput.BaseStream;

    /// <summary>What ffmpeg last complained of; empty when it did not.</summary>
    public string LastError => _lastError;

    /// <exception cref="CameraException">The program is not installed.</exception>
    public static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new CameraException(
                $"{start.FileName} cannot be started ({error.Message}); install the Debian package ffmpeg", error);
        }
    }

    public static string LastLine(string text)
    {
        string[] lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length > 0 ? lines[^1] : "no reason given";
    }

    /// <summary>After the pictures' end: waits for the process and its last words.</summary>
    public int WaitForExit()
    {
        _process.WaitForExit();
        return _process.ExitCode;
    }

    /// <summary>Ends the process; the reader then sees the end of the pictures. Any thread.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It had ended by itself.
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
            return;

        Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private void Feed(string? text)
    {
        try
        {
            if (text != null)
                _process.StandardInput.Write(text);
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // ffmpeg ended before it read its input: the reader finds no pictures and reports its last words.
        }
    }
}
