using System;
using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Imaging.Jpeg;

namespace SenseAuto.Tests.Imaging;

/// <summary>Needs the Debian package libturbojpeg0.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TurboJpegTests : IDisposable
{
    private readonly TurboJpegEncoder _encoder = new();
    private readonly TurboJpegDecoder _decoder = new();

    public void Dispose()
    {
        _encoder.Dispose();
        _decoder.Dispose();
    }

    [TestCase(PixelFormat.Bgr24, 200, 100, 50)]
    [TestCase(PixelFormat.Rgb24, 50, 100, 200)]
    [TestCase(PixelFormat.Gray8, 90, 90, 90)]
    public void A_packed_colour_comes_back(PixelFormat format, int blue, int green, int red)
    {
        CameraFrame frame = Pictures.Empty(33, 17, format);
        byte[] pixel = format switch
        {
            PixelFormat.Bgr24 => [200, 100, 50],
            PixelFormat.Rgb24 => [200, 100, 50],
            _ => [90],
        };
        for (int i = 0; i < frame.ByteCount; i++)
            frame.Pixels[i] = pixel[i % pixel.Length];

        AssertColour(frame, blue, green, red);
    }

    // Red in limited range; a decoder that took it for full range would give 207, 28, 57.
    [TestCase(PixelFormat.Nv12)]
    [TestCase(PixelFormat.Yuyv)]
    public void A_yuv_colour_comes_back_in_full_range(PixelFormat format)
    {
        CameraFrame frame = Pictures.Empty(34, 18, format);
        for (int i = 0; i < frame.ByteCount; i++)
        {
            bool isLuma = format == PixelFormat.Nv12 ? i < 34 * 18 : i % 2 == 0;
            bool isU = format == PixelFormat.Nv12 ? i % 2 == 0 : i % 4 == 1;
            frame.Pixels[i] = isLuma ? (byte)81 : isU ? (byte)90 : (byte)240;
        }

        AssertColour(frame, 0, 0, 255);
    }

    [TestCase(0)]
    [TestCase(101)]
    [TestCase(-1)]
    public void An_impossible_quality_gives_nothing_and_is_counted(int quality)
    {
        Assert.That(_encoder.Encode(Pictures.Noise(8, 8, PixelFormat.Bgr24), quality).IsEmpty, Is.True);
        Assert.That(_encoder.Failed, Is.EqualTo(1));
    }

    [Test]
    public void A_picture_nobody_described_gives_nothing_and_is_counted()
    {
        Assert.That(_encoder.Encode(Pictures.Empty(0, 0, PixelFormat.Bgr24), 80).IsEmpty, Is.True);
        Assert.That(_encoder.Failed, Is.EqualTo(1));
    }

    [Test]
    public void One_encoder_serves_pictures_of_any_size_and_noise_always_fits()
    {
        foreach (int side in (ReadOnlySpan<int>)[2, 200, 64, 300])
        {
            foreach (PixelFormat format in Enum.GetValues<PixelFormat>())
            {
                ReadOnlySpan<byte> jpeg = _encoder.Encode(Pictures.Noise(side, side, format), 100);

                Assert.That(_decoder.TryReadSize(jpeg, out int width, out int height), Is.True);
                Assert.That((width, height), Is.EqualTo((side, side)));
            }
        }
    }

    [Test]
    public void Broken_bytes_are_refused_with_a_reason_and_counted()
    {
        byte[] jpeg = _encoder.Encode(Pictures.Noise(64, 64, PixelFormat.Bgr24), 90).ToArray();
        CameraFrame frame = Pictures.Empty(64, 64, PixelFormat.Bgr24);
        CameraFrame small = Pictures.Empty(32, 32, PixelFormat.Bgr24);

        Assert.That(Reason([], frame), Is.EqualTo("no bytes"));
        Assert.That(Reason([1, 2, 3, 4], frame), Does.StartWith("not a JPEG"));
        Assert.That(Reason(jpeg[..(jpeg.Length / 2)], frame), Does.StartWith("broken JPEG"));
        Assert.That(Reason(jpeg, small), Does.Contain("64x64 does not fit"));
        Assert.That(_decoder.Refused, Is.EqualTo(4));
        Assert.That(_decoder.TryDecode(jpeg, frame, default, 0, out _), Is.True);
    }

    [Test]
    public void A_decoded_frame_carries_what_it_was_told()
    {
        ReadOnlySpan<byte> jpeg = _encoder.Encode(Pictures.Noise(20, 10, PixelFormat.Nv12), 90);
        CameraFrame frame = Pictures.Empty(64, 64, PixelFormat.Gray8);

        Assert.That(_decoder.TryDecode(jpeg, frame, MonoTime.FromSeconds(3), 42, out _), Is.True);

        Assert.That((frame.Width, frame.Height, frame.Format), Is.EqualTo((20, 10, PixelFormat.Bgr24)));
        Assert.That((frame.Captured, frame.Sequence), Is.EqualTo((MonoTime.FromSeconds(3), 42L)));
    }

    [Test]
    public void A_missing_library_names_its_package() =>
        Assert.That(
            () => TurboJpeg.Created(() => throw new DllNotFoundException()),
            Throws.TypeOf<DllNotFoundException>().With.Message.Contains("libturbojpeg0"));

    [Test]
    public void A_disposed_codec_says_so()
    {
        _encoder.Dispose();
        _decoder.Dispose();

        Assert.That(
            () => _encoder.Encode(Pictures.Noise(8, 8, PixelFormat.Bgr24), 80).Length,
            Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => _decoder.TryReadSize([1], out _, out _), Throws.TypeOf<ObjectDisposedException>());
    }

    private void AssertColour(CameraFrame frame, int blue, int green, int red)
    {
        ReadOnlySpan<byte> jpeg = _encoder.Encode(frame, 95);
        CameraFrame back = Pictures.Empty(64, 64, PixelFormat.Bgr24);

        Assert.That(_decoder.TryDecode(jpeg, back, default, 0, out string reason), Is.True, reason);

        for (int i = 0; i < back.Width * back.Height; i++)
        {
            Assert.That(back.Pixels[i * 3], Is.EqualTo(blue).Within(3));
            Assert.That(back.Pixels[(i * 3) + 1], Is.EqualTo(green).Within(3));
            Assert.That(back.Pixels[(i * 3) + 2], Is.EqualTo(red).Within(3));
        }
    }

    private string Reason(byte[] jpeg, CameraFrame frame)
    {
        Assert.That(_decoder.TryDecode(jpeg, frame, default, 0, out string reason), Is.False);
        return reason;
    }
}
