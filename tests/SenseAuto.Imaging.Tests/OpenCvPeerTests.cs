using System;
using System.Diagnostics;
using System.IO;
using System.Runtime.InteropServices;
using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Imaging.Tensors;

namespace SenseAuto.Tests.Imaging;

/// <summary>
/// Our tensors beside OpenCV's (Debian package python3-opencv). OpenCV rounds to whole levels on the way; we do not.
/// </summary>
public sealed class OpenCvPeerTests
{
    [TestCase(PixelFormat.Bgr24, 1280, 720, 416)]
    [TestCase(PixelFormat.Rgb24, 640, 480, 300)]
    [TestCase(PixelFormat.Gray8, 640, 480, 224)]
    [TestCase(PixelFormat.Bgr24, 64, 48, 100)]
    public void Noise_is_within_two_grey_levels_of_opencv(PixelFormat format, int width, int height, int side) =>
        Compare(Pictures.Noise(width, height, format), side);

    // In YUV noise most colours do not exist in RGB, and OpenCV clamps them before it interpolates; so a picture with
    // real colours.
    [TestCase(1280, 720, 416)]
    [TestCase(640, 480, 640)]
    public void Nv12_is_within_two_grey_levels_of_opencv(int width, int height, int side) =>
        Compare(Pictures.Smooth(width, height, PixelFormat.Nv12), side);

    [Test]
    public void Yuyv_is_within_two_grey_levels_of_opencv()
    {
        CameraFrame frame = Pictures.Empty(640, 480, PixelFormat.Yuyv);
        for (int pair = 0; pair < frame.ByteCount / 4; pair++)
        {
            int x = pair % 320;
            frame.Pixels[pair * 4] = (byte)(90 + (pair % 17 * 3));
            frame.Pixels[(pair * 4) + 1] = (byte)(110 + (x / 16));
            frame.Pixels[(pair * 4) + 2] = (byte)(120 + (pair % 29));
            frame.Pixels[(pair * 4) + 3] = (byte)(140 - (x / 16));
        }

        Compare(frame, 416);
    }

    private static void Compare(CameraFrame frame, int side)
    {
        var plan = new TensorPlan
        {
            SourceWidth = frame.Width,
            SourceHeight = frame.Height,
            Format = frame.Format,
            TargetWidth = side,
            TargetHeight = side,
            First = new ChannelScaling(0, 1),
            Second = new ChannelScaling(0, 1),
            Third = new ChannelScaling(0, 1),
        };
        float[] ours = new float[plan.TensorLength];
        Assert.That(new FrameToTensor(plan).TryRun(frame, ours), Is.True);
        float[] theirs = OpenCv(frame, side);

        double sum = 0;
        double worst = 0;
        for (int i = 0; i < ours.Length; i++)
        {
            double difference = Math.Abs(ours[i] - theirs[i]);
            sum += difference;
            worst = Math.Max(worst, difference);
        }

        TestContext.Out.WriteLine($"{frame.Format}: worst {worst:F3}, mean {sum / ours.Length:F4} grey levels");
        Assert.That(worst, Is.LessThanOrEqualTo(2));
        Assert.That(sum / ours.Length, Is.LessThan(0.5));
    }

    private static float[] OpenCv(CameraFrame frame, int side)
    {
        string folder = Directory.CreateTempSubdirectory("senseauto-imaging").FullName;
        try
        {
            string input = Path.Combine(folder, "picture");
            string output = Path.Combine(folder, "tensor");
            File.WriteAllBytes(input, frame.Pixels.AsSpan(0, frame.ByteCount));
            string script = Path.Combine(
                SharedRecordings.RepositoryRoot, "tests/SenseAuto.Imaging.Tests/opencv_tensor.py");
            string[] arguments =
                [script, $"{frame.Format}", $"{frame.Width}", $"{frame.Height}", $"{side}", input, output];
            using Process python = Process.Start(new ProcessStartInfo("/usr/bin/python3", arguments)
            {
                RedirectStandardError = true,
            })!;
            string errors = python.StandardError.ReadToEnd();
            python.WaitForExit();
            Assert.That(python.ExitCode, Is.Zero, errors);
            return MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(output)).ToArray();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
