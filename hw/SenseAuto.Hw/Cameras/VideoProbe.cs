using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Text.Json;

namespace SenseAuto.Hw.Cameras;

/// <summary>What a video is, before any of it is decoded.</summary>
/// <param name="RateNumerator">Pictures a second as a fraction: 30000/1001 for 29.97.</param>
/// <param name="FrameCount">As the container says or as follows from its length; 0 when unknown.</param>
public sealed record VideoShape(
    int Width, int Height, long RateNumerator, long RateDenominator, long FrameCount, string Codec)
{
    public double FramesPerSecond => (double)RateNumerator / RateDenominator;
}

/// <summary>Asks ffprobe what a video file holds, and looks an image folder over.</summary>
public static class VideoProbe
{
    private const long RateMax = 1_000;
    private static readonly string[] ImageEndings = [".jpg", ".jpeg", ".png"];

    /// <exception cref="CameraException">No such file, no ffprobe, not a video, or no usable size and rate.</exception>
    public static VideoShape Probe(string path)
    {
        if (Directory.Exists(path))
            throw new CameraException($"{path}: is a folder; a video file is needed here");
        if (!File.Exists(path))
            throw new CameraException($"{path}: no such file");

        string json = Run(path);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return Read(path, document.RootElement);
        }
        catch (JsonException error)
        {
            throw new CameraException($"{path}: ffprobe's answer cannot be read: {error.Message}", error);
        }
    }

    /// <summary>The pictures of a folder by ordinal name, all of one size.</summary>
    /// <exception cref="CameraException">No folder, no pictures, a broken picture, or one of another size:
    /// named.</exception>
    public static IReadOnlyList<string> Images(string folder, bool mayDiffer, out int width, out int height)
    {
        if (!Directory.Exists(folder))
            throw new CameraException($"{folder}: no such folder");

        var images = new List<string>();
        foreach (string path in Directory.EnumerateFiles(folder))
        {
            if (Array.IndexOf(ImageEndings, Path.GetExtension(path).ToLowerInvariant()) >= 0)
                images.Add(Path.GetFullPath(path));
        }

        if (images.Count == 0)
            throw new CameraException($"{folder}: no .jpg or .png pictures in this folder");

        images.Sort(string.CompareOrdinal);
        width = height = 0;
        string firstKind = "";
        foreach (string image in images)
        {
            if (!ImageHeader.TryReadSize(image, out int w, out int h, out string kind))
                throw new CameraException($"{image}: not a JPEG or PNG picture");
            if (kind == "JPEG" && !ImageHeader.HasJpegEnd(image))
                throw new CameraException($"{image}: is cut: a JPEG picture without an end");
            if (width == 0)
                (width, height, firstKind) = (w, h, kind);
            RequireSame(image, kind, firstKind);
            if ((w != width || h != height) && !mayDiffer)
            {
                throw new CameraException(
                    $"{image}: is {w}x{h}, but the folder's first picture is {width}x{height}; " +
                    "ask for a size to scale them all");
            }
        }

        return images;
    }

    // ffmpeg decodes a whole list with the first file's decoder, and would leave pictures of another kind out without
    // a word.
    private static void RequireSame(string image, string kind, string firstKind)
    {
        if (kind != firstKind)
        {
            throw new CameraException(
                $"{image}: is a {kind}, but the folder's first picture is a {firstKind}; keep one kind in a folder");
        }
    }

    private static string Run(string path)
    {
        var start = new ProcessStartInfo("ffprobe") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            "-v", "error", "-select_streams", "v:0", "-of", "json", "-show_entries",
            "stream=codec_name,width,height,avg_frame_rate,r_frame_rate,nb_frames,duration" +
            ":stream_side_data=rotation:format=duration",
            "file:" + Path.GetFullPath(path),
        ];
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        using Process process = FfmpegProcess.Start(start);
        System.Threading.Tasks.Task<string> errors = process.StandardError.ReadToEndAsync();
        string answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode == 0)
            return answer;

        throw new CameraException(
            $"{path}: not a readable video: {FfmpegProcess.LastLine(errors.GetAwaiter().GetResult())}");
    }

    private static VideoShape Read(string path, JsonElement root)
    {
        if (!root.TryGetProperty("streams", out JsonElement streams) || streams.GetArrayLength() == 0)
            throw new CameraException($"{path}: has no video stream");

        JsonElement stream = streams[0];
        int width = Int(stream, "width");
        int height = Int(stream, "height");
        if (width <= 0 || height <= 0)
            throw new CameraException($"{path}: its video stream has no size; the file may be truncated");
        if (!TryRate(Text(stream, "avg_frame_rate"), out long numerator, out long denominator) &&
            !TryRate(Text(stream, "r_frame_rate"), out numerator, out denominator))
        {
            throw new CameraException($"{path}: its frame rate is not known");
        }

        if (IsTurned(stream))
            (width, height) = (height, width);
        long frames = Count(root, stream, numerator, denominator);
        return new VideoShape(width, height, numerator, denominator, frames, Text(stream, "codec_name"));
    }

    private static long Count(JsonElement root, JsonElement stream, long numerator, long denominator)
    {
        if (long.TryParse(Text(stream, "nb_frames"), CultureInfo.InvariantCulture, out long count))
            return count;

        string duration = Text(stream, "duration");
        if (duration.Length == 0 && root.TryGetProperty("format", out JsonElement format))
            duration = Text(format, "duration");
        return double.TryParse(duration, CultureInfo.InvariantCulture, out double seconds) && seconds is > 0 and < 1e7
            ? (long)Math.Round(seconds * numerator / denominator)
            : 0;
    }

    // A telephone held upright records lying pictures with a note to turn them; ffmpeg turns them.
    private static bool IsTurned(JsonElement stream)
    {
        if (!stream.TryGetProperty("side_data_list", out JsonElement list))
            return false;

        foreach (JsonElement item in list.EnumerateArray())
        {
            if (item.TryGetProperty("rotation", out JsonElement rotation))
                return Math.Abs(rotation.GetInt32()) % 180 == 90;
        }

        return false;
    }

    private static bool TryRate(string text, out long numerator, out long denominator)
    {
        numerator = denominator = 0;
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && long.TryParse(text.AsSpan(0, slash), CultureInfo.InvariantCulture, out numerator) &&
            long.TryParse(text.AsSpan(slash + 1), CultureInfo.InvariantCulture, out denominator) &&
            numerator > 0 && denominator > 0 && numerator / denominator <= RateMax;
    }

    private static int Int(JsonElement of, string name) =>
        of.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number
            ? value.GetInt32() : 0;

    private static string Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()! : "";
}
