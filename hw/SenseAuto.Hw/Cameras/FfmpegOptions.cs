using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Hw.Cameras;

/// <summary>How a file's pictures keep time.</summary>
public enum VideoPace
{
    /// <summary>
    /// Like a camera: a picture comes when its time has come; a reader that falls behind loses the oldest.
    /// </summary>
    Paced,

    /// <summary>
    /// Like a log: every picture, in order. A due picture that is not decoded yet is waited for. Not for a live loop.
    /// </summary>
    LockStep,
}

/// <summary>What to play and how.</summary>
/// <param name="Path">A video file in any container, or a folder of .jpg and .png pictures.</param>
public sealed record FfmpegOptions(string Path)
{
    public PixelFormat Format { get; init; } = PixelFormat.Nv12;

    public VideoPace Pace { get; init; }

    /// <summary>Capture time of the first picture; by default the given clock's time when the camera is made.</summary>
    public MonoTime? Start { get; init; }

    /// <summary>Size to scale to; nothing is scaled unless asked for.</summary>
    public (int Width, int Height)? ScaleTo { get; init; }

    /// <summary>Pictures a second of an image folder; a file has its own.</summary>
    public int FolderFramesPerSecond { get; init; } = 20;

    public int QueueCapacity { get; init; } = 4;

    /// <summary>Pictures the reader may hold besides the queue's.</summary>
    public int HeldByReader { get; init; } = 4;

    /// <summary>Periods without a picture after which the source counts as stalled.</summary>
    public int StallPeriods { get; init; } = 20;
}

/// <summary>Turns what to play into ffmpeg's arguments. Looks at the files; starts nothing but ffprobe.</summary>
internal sealed class FfmpegPlan
{
    private FfmpegPlan(FfmpegOptions options, VideoShape shape, string? list)
    {
        Shape = shape;
        StandardInput = list;
        PixelFormat format = options.Format;
        if (format is not (PixelFormat.Nv12 or PixelFormat.Bgr24))
            throw new CameraException($"{options.Path}: pictures can be asked for as nv12 or bgr24, not as {format}");
        if (format == PixelFormat.Nv12 && ((shape.Width | shape.Height) & 1) != 0)
        {
            throw new CameraException(
                $"{options.Path}: is {shape.Width}x{shape.Height}; nv12 needs even sizes, ask for bgr24 or a size");
        }

        Arguments = Build(options, list);
    }

    public VideoShape Shape { get; }

    public IReadOnlyList<string> Arguments { get; }

    /// <summary>The list of pictures of a folder; null for a video file.</summary>
    public string? StandardInput { get; }

    public static FfmpegPlan Make(FfmpegOptions options)
    {
        if (!Directory.Exists(options.Path))
            return new FfmpegPlan(options, Scaled(options, VideoProbe.Probe(options.Path)), list: null);

        IReadOnlyList<string> images =
            VideoProbe.Images(options.Path, options.ScaleTo != null, out int width, out int height);
        var shape = new VideoShape(width, height, options.FolderFramesPerSecond, 1, images.Count, "images");
        return new FfmpegPlan(options, Scaled(options, shape), List(images));
    }

    private static VideoShape Scaled(FfmpegOptions options, VideoShape shape) =>
        options.ScaleTo is (int width, int height) ? shape with { Width = width, Height = height } : shape;

    private static List<string> Build(FfmpegOptions options, string? list)
    {
        List<string> arguments = ["-hide_banner", "-v", "error"];
        arguments.AddRange(list == null
            ? ["-i", "file:" + Path.GetFullPath(options.Path)]
            : ["-noautorotate", "-f", "concat", "-safe", "0", "-protocol_whitelist", "file,pipe,fd", "-i", "pipe:0"]);
        arguments.AddRange(["-map", "0:v:0", "-fps_mode", "passthrough", "-vf", Filter(options)]);
        arguments.AddRange(
            ["-pix_fmt", options.Format == PixelFormat.Nv12 ? "nv12" : "bgr24", "-f", "rawvideo", "pipe:1"]);
        return arguments;
    }

    // NV12 in this program is BT.601 limited range, whatever the file says its colours are.
    private static string Filter(FfmpegOptions options)
    {
        string size = options.ScaleTo is (int width, int height)
            ? string.Create(CultureInfo.InvariantCulture, $"w={width}:h={height}:")
            : "";
        string colour = options.Format == PixelFormat.Nv12 ? ":out_color_matrix=bt601:out_range=tv" : "";
        return $"scale={size}flags=bicubic{colour}";
    }

    private static string List(IReadOnlyList<string> images)
    {
        var text = new StringBuilder("ffconcat version 1.0\n");
        foreach (string image in images)
        {
            if (image.AsSpan().IndexOfAny('\n', '%') >= 0)
                throw new CameraException($"{image}: a picture's name must not hold a percent sign or a line break");
            text.Append("file 'file:").Append(image.Replace("'", @"'\''", StringComparison.Ordinal)).Append("'\n");
        }

        return text.ToString();
    }
}
