using System;
using System.IO;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Imaging.Jpeg;
using SenseAuto.Inference;

namespace SenseAuto.Models.Objects;

/// <summary>
/// A picture seen from farther away: shrunk by averaging, as a camera's pixels do, into a crop of the network's size.
/// Beyond the picture its border goes on.
/// </summary>
internal sealed class FarPicture
{
    private const int Bytes = 3;

    // Samples a side averaged for one pixel: enough for eight times smaller.
    private const int SamplesMax = 8;
    private readonly byte[] _pixels;
    private readonly int _width;
    private readonly int _height;

    private FarPicture(byte[] pixels, int width, int height) => (_pixels, _width, _height) = (pixels, width, height);

    /// <exception cref="ModelException">The file is no picture, or the video has no such picture.</exception>
    public static FarPicture Load(string path, int picture)
    {
        bool isJpeg = Path.GetExtension(path).ToUpperInvariant() is ".JPG" or ".JPEG";
        return isJpeg ? Jpeg(path) : Video(path, picture);
    }

    /// <summary>Fills a square crop.</summary>
    /// <param name="shrink">Source pixels per pixel of the crop; 1 or more.</param>
    /// <param name="left">Source column of the crop's left border.</param>
    /// <param name="top">Source row of the crop's top border.</param>
    public void Draw(double shrink, double left, double top, CameraFrame into)
    {
        int samples = Math.Clamp((int)Math.Ceiling(shrink), 1, SamplesMax);
        for (int y = 0; y < into.Height; y++)
        {
            for (int x = 0; x < into.Width; x++)
            {
                int at = ((y * into.Width) + x) * Bytes;
                Average(left + (x * shrink), top + (y * shrink), shrink, samples, into.Pixels.AsSpan(at, Bytes));
            }
        }
    }

    private void Average(double left, double top, double side, int samples, Span<byte> pixel)
    {
        (int blue, int green, int red) = (0, 0, 0);
        for (int j = 0; j < samples; j++)
        {
            int row = Math.Clamp((int)(top + (side * (j + 0.5) / samples)), 0, _height - 1);
            for (int i = 0; i < samples; i++)
            {
                int column = Math.Clamp((int)(left + (side * (i + 0.5) / samples)), 0, _width - 1);
                int at = ((row * _width) + column) * Bytes;
                (blue, green, red) = (blue + _pixels[at], green + _pixels[at + 1], red + _pixels[at + 2]);
            }
        }

        int count = samples * samples;
        (pixel[0], pixel[1], pixel[2]) = ((byte)(blue / count), (byte)(green / count), (byte)(red / count));
    }

    private static FarPicture Jpeg(string path)
    {
        using var decoder = new TurboJpegDecoder();
        byte[] file = File.ReadAllBytes(path);
        if (!decoder.TryReadSize(file, out int width, out int height))
            throw new ModelException($"{path}: not a JPEG picture");

        var pool = new FramePool(2, width * height * Bytes);
        pool.TryRent(out CameraFrame frame);
        return decoder.TryDecode(file, frame, default, 0, out string reason)
            ? new FarPicture(frame.Pixels, width, height)
            : throw new ModelException($"{path}: {reason}");
    }

    private static FarPicture Video(string path, int picture)
    {
        using var reel = new PictureReel(path, null);
        for (int at = 0; reel.TryNext(out CameraFrame? frame); at++)
        {
            using var held = new HeldFrame(frame);
            if (at == picture)
                return new FarPicture(frame.Pixels.AsSpan(0, frame.ByteCount).ToArray(), frame.Width, frame.Height);
        }

        throw new ModelException($"{path}: has no picture {picture}");
    }
}
