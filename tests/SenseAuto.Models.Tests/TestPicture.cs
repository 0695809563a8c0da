using System;
using System.Diagnostics;
using System.IO;
using SenseAuto.Inference;

namespace SenseAuto.Models.Tests;

/// <summary>Inputs for the parity test: real pictures, and one that needs no recordings.</summary>
internal static class TestPicture
{
    /// <summary>A picture decoded by ffmpeg and squeezed to the model's size.</summary>
    public static float[] Decoded(ModelEntry entry, string path)
    {
        InputSpec input = entry.Input;
        string format = input.Colour switch
        {
            ColourOrder.Grey => "gray",
            ColourOrder.Bgr => "bgr24",
            _ => "rgb24",
        };
        using var ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg",
        [
            "-v", "error", "-i", path, "-frames:v", "1", "-vf", $"scale={input.Width}:{input.Height}",
            "-f", "rawvideo", "-pix_fmt", format, "-",
        ])
        { RedirectStandardOutput = true })!;
        using var bytes = new MemoryStream();
        ffmpeg.StandardOutput.BaseStream.CopyTo(bytes);
        ffmpeg.WaitForExit();
        byte[] pixels = bytes.ToArray();
        if (pixels.Length != input.Width * input.Height * input.Channels)
            throw new InvalidDataException($"ffmpeg made {pixels.Length} bytes of {path}");
        return Tensor(input, i => pixels[i]);
    }

    /// <summary>Waves and blobs over all pixel values, the same on every machine.</summary>
    public static float[] Synthetic(ModelEntry entry)
    {
        InputSpec input = entry.Input;
        return Tensor(input, i =>
        {
            int channel = i % input.Channels;
            double x = (double)(i / input.Channels % input.Width) / input.Width;
            double y = (double)(i / input.Channels / input.Width) / input.Height;
            double wave = Math.Sin((7 * x) + channel) * Math.Cos((11 * y) - channel);
            double blob = Math.Exp(-20 * (((x - 0.5) * (x - 0.5)) + ((y - 0.4) * (y - 0.4))));
            return (byte)Math.Clamp(128 + (70 * wave) + (90 * blob), 0, 255);
        });
    }

    private static float[] Tensor(InputSpec input, Func<int, byte> pixel)
    {
        int area = input.Width * input.Height;
        float[] values = new float[area * input.Channels];
        for (int i = 0; i < values.Length; i++)
        {
            int at = input.Layout == TensorLayout.Nhwc ? i : (i % input.Channels * area) + (i / input.Channels);
            values[at] = (pixel(i) * input.Scale) + input.Offset;
        }

        return values;
    }
}
