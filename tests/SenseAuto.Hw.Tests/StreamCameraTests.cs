using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using NUnit.Framework;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Hw.Cameras;

namespace SenseAuto.Hw.Tests;

/// <summary>Pictures over TCP: between our own ends, to ffmpeg, and from ffmpeg.</summary>
public sealed class StreamCameraTests
{
    private const int Width = 64;
    private const int Height = 48;
    private static readonly CameraGeometry Geometry = new(
        Width, Height, 100, 100, 32, 24, new Metres(1.7), default, new Metres(1.3), default, default, default);

    private static PictureServer Server() => new(IPAddress.Loopback, 0, Geometry, 20);

    private static StreamCamera CameraAt(int port, int width = Width) => new(new StreamOptions("127.0.0.1", port, width, Height), TimeProvider.System);

    private static CameraFrame Picture(byte seed)
    {
        var pool = new FramePool(2, CameraFrame.BytesFor(Width, Height, PixelFormat.Nv12));
        Assert.That(pool.TryRent(out CameraFrame frame), Is.True);
        for (int i = 0; i < frame.Pixels.Length; i++)
            frame.Pixels[i] = (byte)((16 + (seed * 31) + (i * 7)) & 0xFF);
        frame.Describe(default, 0, Width, Height, PixelFormat.Nv12);
        return frame;
    }

    private static CameraFrame Next(StreamCamera camera)
    {
        CameraFrame? frame = null;
        Eventually.Holds(() => camera.TryRead(out frame), $"a picture comes; the camera is {camera.Status}");
        return frame!;
    }

    [Test]
    public void Picture_comes_as_it_was_sent_with_the_time_of_its_capture()
    {
        const long ageNs = 30_000_000;
        using PictureServer server = Server();
        using StreamCamera camera = CameraAt(server.Port);
        var clock = new FrameClock(TimeProvider.System);
        Eventually.Holds(server.HasViewer, "the camera has come");
        CameraFrame sent = Picture(1);

        MonoTime before = clock.Now;
        Assert.That(server.TrySend(sent, ageNs), Is.True);
        CameraFrame received = Next(camera);

        Assert.That(received.Pixels.AsSpan(0, received.ByteCount).SequenceEqual(sent.Pixels), Is.True);
        Assert.That((received.Width, received.Height, received.Format), Is.EqualTo((Width, Height, PixelFormat.Nv12)));
        Assert.That(received.Captured.Nanoseconds, Is.InRange(before.Nanoseconds - ageNs, clock.Now.Nanoseconds - ageNs));
        Assert.That(camera.Ages.Max.Nanoseconds, Is.GreaterThanOrEqualTo(ageNs));
        received.Release();
    }

    [Test]
    public void Pictures_come_in_order_and_a_reader_that_is_away_keeps_the_newest()
    {
        using PictureServer server = Server();
        using StreamCamera camera = CameraAt(server.Port);
        Eventually.Holds(server.HasViewer, "the camera has come");

        for (byte i = 0; i < 10; i++)
            Assert.That(server.TrySend(Picture(i), 0), Is.True);
        Eventually.Holds(() => camera.Ages.Count == 10, "all have arrived");

        long lastNs = 0;
        for (int i = 6; i < 10; i++)
        {
            CameraFrame frame = Next(camera);
            Assert.That(frame.Sequence, Is.EqualTo(i));
            Assert.That(frame.Captured.Nanoseconds, Is.GreaterThan(lastNs));
            lastNs = frame.Captured.Nanoseconds;
            frame.Release();
        }

        Assert.That(camera.Dropped, Is.EqualTo(6));
    }

    [Test]
    public void Camera_comes_back_when_its_sender_does()
    {
        PictureServer first = Server();
        int port = first.Port;
        using StreamCamera camera = CameraAt(port);
        Eventually.Holds(first.HasViewer, "the camera has come");
        first.Dispose();
        Eventually.Holds(() => camera.Status.State == SourceState.Down, "the camera says that nothing comes");
        Assert.That(camera.Status.Reason, Does.Contain($"tcp://127.0.0.1:{port}"));

        using var second = new PictureServer(IPAddress.Loopback, port, Geometry, 20);
        Eventually.Holds(second.HasViewer, "the camera has come again");
        second.TrySend(Picture(3), 0);

        Next(camera).Release();
        Assert.That(camera.Restarts, Is.EqualTo(1));
    }

    [Test]
    public void Viewer_that_goes_away_makes_room_for_the_next()
    {
        using PictureServer server = Server();
        StreamCamera first = CameraAt(server.Port);
        Eventually.Holds(server.HasViewer, "the camera has come");
        first.Dispose();
        CameraFrame picture = Picture(1);
        Eventually.Holds(() => !server.TrySend(picture, 0), "the server has noticed");

        using StreamCamera second = CameraAt(server.Port);
        Eventually.Holds(() => server.TrySend(picture, 0), "the next one gets pictures");

        Next(second).Release();
    }

    [Test]
    public void Pictures_of_another_size_are_refused_with_both_sizes()
    {
        using PictureServer server = Server();
        using StreamCamera camera = CameraAt(server.Port, width: 128);
        Eventually.Holds(server.HasViewer, "the camera has come");

        Eventually.Holds(() => camera.Status.State == SourceState.Down, "it is refused");

        Assert.That(camera.Status.Reason, Does.Contain("pictures are 64x48, to come are 128x48"));
    }

    [TestCase("GIF89a W64 H48\n", "is no YUV4MPEG2 stream")]
    [TestCase("YUV4MPEG2 W64 H48 F20:1 C444\n", "pictures are C444")]
    [TestCase("YUV4MPEG2 Wide H48\n", "cannot read 'Wide'")]
    [TestCase("YUV4MPEG2 W64 H48 C420\nPICTURE\n", "something else came")]
    [TestCase("YUV4MPEG2 W64 H48 C420\nFRAME XAGE=-5\n", "something else came")]
    public void Stream_that_is_no_camera_is_said(string stream, string reason)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using StreamCamera camera = CameraAt(((IPEndPoint)listener.LocalEndpoint).Port);
        using TcpClient viewer = listener.AcceptTcpClient();
        viewer.GetStream().Write(Encoding.ASCII.GetBytes(stream));

        Eventually.Holds(() => camera.Status.Reason.Contains(reason, StringComparison.Ordinal), $"{reason}; it is {camera.Status}");
    }

    [Test]
    public void Ffmpeg_can_watch()
    {
        using PictureServer server = Server();
        using Process ffmpeg = Ffmpeg(
            "-f", "yuv4mpegpipe", "-i", At(server.Port), "-frames:v", "1", "-f", "rawvideo", "-pix_fmt", "nv12", "pipe:1");
        Eventually.Holds(server.HasViewer, "ffmpeg has come");
        CameraFrame picture = Picture(2);
        for (int i = 0; i < 3; i++)
            server.TrySend(picture, 0);

        var seen = new byte[picture.ByteCount];
        ffmpeg.StandardOutput.BaseStream.ReadExactly(seen);

        Assert.That(seen.AsSpan().SequenceEqual(picture.Pixels), Is.True);
        End(ffmpeg);
    }

    [Test]
    public void Ffmpeg_can_send()
    {
        int port;
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            port = ((IPEndPoint)probe.LocalEndpoint).Port;
        }

        using Process ffmpeg = Ffmpeg(
            "-f", "lavfi", "-i", "color=c=gray:size=64x48:rate=20", "-frames:v", "40", "-pix_fmt", "yuv420p", "-f", "yuv4mpegpipe", At(port) + "?listen=1");
        using StreamCamera camera = CameraAt(port);
        CameraFrame frame = Next(camera);

        Assert.That(frame.Pixels[0], Is.EqualTo(126).Within(2), "grey in the video range");
        frame.Release();
        End(ffmpeg);
    }

    [TestCase("tcp://127.0.0.1")]
    [TestCase("tcp://:5000")]
    [TestCase("tcp://127.0.0.1:0")]
    [TestCase("tcp://127.0.0.1:70000")]
    [TestCase("udp://127.0.0.1:5000")]
    public void Address_that_cannot_be_is_shown_with_the_form(string text) => Assert.That(
        () => StreamOptions.Parse(text, Width, Height), Throws.TypeOf<CameraException>().With.Message.Contains("write tcp://HOST:PORT"));

    [Test]
    public void Port_that_is_taken_is_named()
    {
        using PictureServer first = Server();

        Assert.That(
            () => new PictureServer(IPAddress.Loopback, first.Port, Geometry, 20), Throws.TypeOf<IOException>().With.Message.Contains($"port {first.Port}"));
    }

    private static string At(int port) => string.Create(CultureInfo.InvariantCulture, $"tcp://127.0.0.1:{port}");

    private static Process Ffmpeg(params string[] arguments) => Process.Start(
        new ProcessStartInfo("ffmpeg", ["-nostdin", "-v", "error", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    private static void End(Process ffmpeg)
    {
        if (!ffmpeg.HasExited)
            ffmpeg.Kill();
        ffmpeg.WaitForExit();
    }
}
