using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Hw.Cameras;

namespace SenseAuto.Hw.Tests;

/// <summary>Videos are made by ffmpeg itself (Debian package ffmpeg) in a folder of the test's own.</summary>
[TestFixture]
public sealed class FfmpegCameraTests
{
    private const int Frames = 12;
    private string _folder = "";
    private string _video = "";

    [OneTimeSetUp]
    public void MakeVideos()
    {
        _folder = Directory.CreateTempSubdirectory("senseauto-video-").FullName;
        _video = Path.Combine(_folder, "it's a clip.mp4");
        Ffmpeg("-f", "lavfi", "-i", "testsrc=size=64x48:rate=20", "-frames:v", "12", "-pix_fmt", "yuv420p", _video);
        Directory.CreateDirectory(Path.Combine(_folder, "images"));
        Ffmpeg("-i", _video, Path.Combine(_folder, "images", "a'%03d.png"));
    }

    [OneTimeTearDown]
    public void RemoveVideos() => Directory.Delete(_folder, recursive: true);

    [TestCase(PixelFormat.Nv12)]
    [TestCase(PixelFormat.Bgr24)]
    public void Lock_step_gives_every_picture_in_order_at_its_time(PixelFormat format)
    {
        var time = new ManualTime();
        using var camera = new FfmpegCamera(LockStep(_video) with { Format = format }, time);

        for (int i = 0; i < Frames; i++)
        {
            Assert.That(camera.TryRead(out CameraFrame? frame), Is.True, $"picture {i}");
            Assert.That(frame!.Sequence, Is.EqualTo(i));
            Assert.That(frame.Captured, Is.EqualTo(new MonoTime(i * 50_000_000L)));
            Assert.That((frame.Width, frame.Height, frame.Format), Is.EqualTo((64, 48, format)));
            frame.Release();
            Assert.That(camera.TryRead(out _), Is.False, "the next picture's time has not come");
            time.Advance(MonoDuration.FromMilliseconds(50));
        }

        Assert.That(camera.TryRead(out _), Is.False);
        Eventually.Holds(() => camera.IsEnded, "the end");
        Assert.That(camera.Status, Is.EqualTo(new SourceStatus(SourceState.Ended, "")));
        Assert.That(camera.Dropped, Is.Zero);
    }

    [Test]
    public void Image_folder_plays_like_a_video()
    {
        var time = new ManualTime();
        time.AdvanceTo(MonoTime.FromSeconds(60));
        var options =
            LockStep(Path.Combine(_folder, "images")) with { Format = PixelFormat.Bgr24, Start = default(MonoTime) };
        using var camera = new FfmpegCamera(options, time);

        Assert.That(camera.Shape.FrameCount, Is.EqualTo(Frames));
        Assert.That(ReadAll(camera), Has.Count.EqualTo(Frames));
    }

    [Test]
    public void Paced_reader_that_falls_behind_loses_the_oldest_and_knows_how_many()
    {
        var time = new ManualTime();
        var options = new FfmpegOptions(_video) { QueueCapacity = 3 };
        using var camera = new FfmpegCamera(options, time);

        time.Advance(MonoDuration.FromMilliseconds(10_000));
        Eventually.Holds(() => camera.Dropped == Frames - 3, "the oldest are dropped");
        List<long> sequences = ReadAll(camera);

        Assert.That(sequences, Is.EqualTo(new long[] { 9, 10, 11 }));
    }

    [Test]
    public void Reader_that_keeps_every_picture_holds_the_decoder_back_and_loses_none()
    {
        var time = new ManualTime();
        time.AdvanceTo(MonoTime.FromSeconds(60));
        var options = LockStep(_video) with { Start = default(MonoTime), QueueCapacity = 2, HeldByReader = 3 };
        using var camera = new FfmpegCamera(options, time);
        var held = new Queue<CameraFrame>();
        for (int i = 0; i < Frames; i++)
        {
            Assert.That(camera.TryRead(out CameraFrame? frame), Is.True);
            held.Enqueue(frame!);
            if (held.Count == 3)
                held.Dequeue().Release();
        }

        Assert.That(camera.Dropped, Is.Zero);
    }

    [Test]
    public void Full_range_video_becomes_limited_range_nv12()
    {
        string white = Path.Combine(_folder, "white.mkv");
        Ffmpeg(
            "-f", "lavfi", "-i", "color=white:size=64x48:rate=20", "-frames:v", "1",
            "-pix_fmt", "yuvj420p", "-c:v", "ffv1", white);
        using var camera = new FfmpegCamera(LockStep(white), new ManualTime());

        Assert.That(camera.TryRead(out CameraFrame? frame), Is.True);
        Assert.That(frame!.Pixels[0], Is.InRange(233, 237));
        frame.Release();
    }

    [Test]
    public void Killed_decoder_is_down_with_a_reason()
    {
        var time = new ManualTime();
        using var camera = new FfmpegCamera(LockStep(LongVideo()), time);
        using (Process ffmpeg = Process.GetProcessById(camera.ProcessId))
            ffmpeg.Kill();

        time.Advance(MonoDuration.FromMilliseconds(600_000));
        Eventually.Holds(() => ReadAll(camera) is not null && camera.IsEnded, "the end");
        Assert.That(camera.Status.State, Is.EqualTo(SourceState.Down));
        Assert.That(camera.Status.Reason, Does.Contain("ffmpeg gave up"));
    }

    [Test]
    public void Dispose_ends_the_process()
    {
        var camera = new FfmpegCamera(new FfmpegOptions(LongVideo()), new ManualTime());
        int id = camera.ProcessId;

        camera.Dispose();

        Assert.That(() => Process.GetProcessById(id), Throws.ArgumentException);
    }

    [Test]
    public void Truncated_video_is_refused_with_its_name()
    {
        string cut = Path.Combine(_folder, "cut.mp4");
        File.WriteAllBytes(cut, File.ReadAllBytes(_video)[..600]);

        Assert.That(() => VideoProbe.Probe(cut), Throws.TypeOf<CameraException>().With.Message.Contains("cut.mp4"));
    }

    [Test]
    public void Sound_alone_is_no_video()
    {
        string sound = Path.Combine(_folder, "sound.wav");
        Ffmpeg("-f", "lavfi", "-i", "sine=duration=0.1", sound);

        Assert.That(
            () => VideoProbe.Probe(sound), Throws.TypeOf<CameraException>().With.Message.Contains("no video stream"));
    }

    [Test]
    public void Missing_file_is_named() =>
        Assert.That(
            () => VideoProbe.Probe("nowhere.mp4"),
            Throws.TypeOf<CameraException>().With.Message.Contains("nowhere.mp4"));

    [Test]
    public void Picture_of_another_size_is_named_and_not_scaled_unless_asked_for()
    {
        string folder = Path.Combine(_folder, "mixed");
        Directory.CreateDirectory(folder);
        File.Copy(Path.Combine(_folder, "images", "a'001.png"), Path.Combine(folder, "1.png"));
        Ffmpeg("-i", _video, "-frames:v", "1", "-s", "32x32", Path.Combine(folder, "2.png"));

        Assert.That(
            () => new FfmpegCamera(LockStep(folder), new ManualTime()),
            Throws.TypeOf<CameraException>().With.Message.Contains("2.png").And.Message.Contains("32x32"));

        var time = new ManualTime();
        time.AdvanceTo(MonoTime.FromSeconds(60));
        var scaled = LockStep(folder) with { ScaleTo = (16, 16), Start = default(MonoTime) };
        using var camera = new FfmpegCamera(scaled, time);
        Assert.That(ReadAll(camera), Has.Count.EqualTo(2));
    }

    [Test]
    public void Picture_of_another_kind_is_named()
    {
        string folder = Path.Combine(_folder, "kinds");
        Directory.CreateDirectory(folder);
        File.Copy(Path.Combine(_folder, "images", "a'001.png"), Path.Combine(folder, "1.png"));
        Ffmpeg("-i", _video, "-frames:v", "1", Path.Combine(folder, "2.jpg"));

        Assert.That(
            () => new FfmpegCamera(LockStep(folder), new ManualTime()),
            Throws.TypeOf<CameraException>().With.Message.Contains("2.jpg: is a JPEG"));
    }

    [Test]
    public void Picture_that_was_cut_is_named()
    {
        string folder = Path.Combine(_folder, "cut");
        Directory.CreateDirectory(folder);
        string picture = Path.Combine(folder, "1.jpg");
        Ffmpeg("-i", _video, "-frames:v", "1", picture);
        byte[] whole = File.ReadAllBytes(picture);
        File.WriteAllBytes(Path.Combine(folder, "2.jpg"), whole[..(whole.Length - 2)]);

        Assert.That(
            () => new FfmpegCamera(LockStep(folder), new ManualTime()),
            Throws.TypeOf<CameraException>().With.Message.Contains("2.jpg: is cut"));

        File.WriteAllBytes(Path.Combine(folder, "2.jpg"), [.. whole, 0, 0, 0]);
        var time = new ManualTime();
        time.AdvanceTo(MonoTime.FromSeconds(60));
        using var camera = new FfmpegCamera(LockStep(folder) with { Start = default(MonoTime) }, time);
        Assert.That(ReadAll(camera), Has.Count.EqualTo(2), "bytes of the camera's own after the end are no damage");
    }

    private static FfmpegOptions LockStep(string path) => new(path) { Pace = VideoPace.LockStep };

    private string LongVideo()
    {
        string path = Path.Combine(_folder, "long.mkv");
        if (!File.Exists(path))
            Ffmpeg("-f", "lavfi", "-i", "testsrc=size=64x48:rate=20", "-frames:v", "2000", "-c:v", "mpeg4", path);
        return path;
    }

    private static List<long> ReadAll(FfmpegCamera camera)
    {
        var sequences = new List<long>();
        while (camera.TryRead(out CameraFrame? frame))
        {
            sequences.Add(frame.Sequence);
            frame.Release();
        }

        return sequences;
    }

    private static void Ffmpeg(params string[] arguments)
    {
        var start = new ProcessStartInfo("ffmpeg") { RedirectStandardError = true };
        foreach (string argument in (string[])["-v", "error", "-nostdin", "-y", .. arguments])
            start.ArgumentList.Add(argument);
        using Process process = Process.Start(start)!;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, errors);
    }
}
