using System;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Imaging.Tensors;

namespace SenseAuto.Benchmarks;

/// <summary>
/// One thread from a 1280x720 camera picture to a 416x416 planar RGB tensor of 0..1, bilinear, stretched. The same
/// job as
/// opencv_frame_to_tensor.py beside this folder.
/// </summary>
public static class FrameToTensorBench
{
    private const int Width = 1280;
    private const int Height = 720;
    private const int Side = 416;

    /// <summary>Median milliseconds a picture, from packed blue, green, red.</summary>
    public static double BgrMs(int repeats = 60) => Measure(PixelFormat.Bgr24, repeats);

    /// <summary>Median milliseconds a picture, from NV12.</summary>
    public static double Nv12Ms(int repeats = 60) => Measure(PixelFormat.Nv12, repeats);

    private static double Measure(PixelFormat format, int repeats)
    {
        var pool = new FramePool(2, Width * Height * 3);
        if (!pool.TryRent(out CameraFrame frame))
            throw new InvalidOperationException("an empty pool of two pictures");

        frame.Describe(default, 0, Width, Height, format);
        Fill(frame.Pixels);
        var toTensor = new FrameToTensor(new TensorPlan
        {
            SourceWidth = Width,
            SourceHeight = Height,
            Format = format,
            TargetWidth = Side,
            TargetHeight = Side,
        });
        float[] tensor = new float[toTensor.Plan.TensorLength];
        for (int i = 0; i < repeats; i++)
            toTensor.TryRun(frame, tensor);

        double[] took = new double[repeats];
        var clock = new FrameClock(TimeProvider.System);
        for (int i = 0; i < repeats; i++)
        {
            MonoTime started = clock.Now;
            toTensor.TryRun(frame, tensor);
            took[i] = clock.Now.Since(started).Milliseconds;
        }

        frame.Release();
        Array.Sort(took);
        return took[repeats / 2];
    }

    private static void Fill(byte[] pixels)
    {
        uint state = 1;
        for (int i = 0; i < pixels.Length; i++)
        {
            state = unchecked((state * 1664525) + 1013904223);
            pixels[i] = (byte)(state >> 24);
        }
    }
}
