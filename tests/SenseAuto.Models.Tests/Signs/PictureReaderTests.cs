using System;
using System.IO;
using System.Linq;
using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Models.Signs;

namespace SenseAuto.Models.Tests.Signs;

/// <summary>Pixmaps, PNG and JPEG give their pixels; broken ones are named.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PictureReaderTests : IDisposable
{
    private readonly PictureReader _reader = new();
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.picture");

    public void Dispose()
    {
        _reader.Dispose();
        File.Delete(_path);
    }

    private CameraFrame Read(byte[] file)
    {
        File.WriteAllBytes(_path, file);
        return _reader.Read(_path);
    }

    private void AssertRgb(CameraFrame frame, int width, int height, byte[] rgb)
    {
        Assert.That((frame.Width, frame.Height, frame.Format), Is.EqualTo((width, height, PixelFormat.Rgb24)));
        Assert.That(frame.Pixels.AsSpan(0, frame.ByteCount).ToArray(), Is.EqualTo(rgb));
    }

    private void AssertRefused(byte[] file, string word)
    {
        File.WriteAllBytes(_path, file);
        Assert.That(
            () => _reader.Read(_path),
            Throws.TypeOf<EvalException>().With.Message.Contains(word).And.Message.StartsWith(_path));
    }

    [TestCase("")]
    [TestCase("# made by a camera\n")]
    public void Pixmap_gives_its_pixels(string comment) =>
        AssertRgb(Read(SignPictures.Pixmap(5, 4, comment)), 5, 4, SignPictures.Rgb(5, 4));

    [Test]
    public void Broken_pixmaps_are_named()
    {
        AssertRefused(SignPictures.Pixmap(5, 4)[..^1], "59 of 60 bytes");
        AssertRefused("P6\n5 x\n255\n"u8.ToArray(), "broken pixmap header at byte 5");
        AssertRefused("P6\n5 4\n65535\n"u8.ToArray(), "values up to 65535");
        AssertRefused("P6\n0 4\n255\n"u8.ToArray(), "0x4");
    }

    [Test]
    public void Large_picture_after_a_small_one_is_read_whole()
    {
        Read(SignPictures.Pixmap(5, 4));

        AssertRgb(Read(SignPictures.Pixmap(700, 600)), 700, 600, SignPictures.Rgb(700, 600));
    }

    // Each filter predicts a row from its neighbours; the differences below are made by the same rule backwards.
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    public void Png_of_every_filter_gives_its_pixels(int filter)
    {
        byte[] rgb = SignPictures.Rgb(6, 5);

        AssertRgb(Read(SignPictures.Png(6, 5, 2, Filtered(rgb, 6, 5, filter))), 6, 5, rgb);
    }

    private static byte[] Filtered(byte[] rgb, int width, int height, int filter)
    {
        int stride = width * 3;
        byte[] rows = new byte[(stride + 1) * height];
        for (int y = 0; y < height; y++)
        {
            rows[y * (stride + 1)] = (byte)filter;
            for (int x = 0; x < stride; x++)
            {
                int left = x >= 3 ? rgb[(y * stride) + x - 3] : 0;
                int above = y > 0 ? rgb[((y - 1) * stride) + x] : 0;
                int corner = x >= 3 && y > 0 ? rgb[((y - 1) * stride) + x - 3] : 0;
                int[] candidates = [left, above, corner];
                int paeth = candidates.MinBy(value => Math.Abs(left + above - corner - value));
                int[] predictions = [0, left, above, (left + above) / 2, paeth];
                rows[(y * (stride + 1)) + 1 + x] = (byte)(rgb[(y * stride) + x] - predictions[filter]);
            }
        }

        return rows;
    }

    [Test]
    public void Png_of_grey_palette_and_alpha_gives_colours()
    {
        AssertRgb(Read(SignPictures.Png(2, 1, 0, [0, 9, 200])), 2, 1, [9, 9, 9, 200, 200, 200]);
        AssertRgb(Read(SignPictures.Png(2, 1, 3, [0, 1, 0], [1, 2, 3, 4, 5, 6])), 2, 1, [4, 5, 6, 1, 2, 3]);
        AssertRgb(Read(SignPictures.Png(1, 1, 6, [0, 7, 8, 9, 128])), 1, 1, [7, 8, 9]);
        AssertRgb(Read(SignPictures.Png(1, 1, 4, [0, 7, 128])), 1, 1, [7, 7, 7]);
    }

    [Test]
    public void Broken_png_is_named()
    {
        AssertRefused(SignPictures.Png(2, 2, 2, [0, 1]), "do not unpack");
        AssertRefused(SignPictures.Png(1, 1, 2, [5, 1, 2, 3]), "row 0 has filter 5");
        AssertRefused(SignPictures.Png(1, 1, 3, [0, 2], [1, 2, 3, 4, 5, 6]), "colour 2");
        AssertRefused(SignPictures.Png(1, 1, 2, [0, 1, 2, 3], depth: 16), "8 bits");
        AssertRefused(SignPictures.Png(1, 1, 2, [0, 1, 2, 3], interlace: 1), "interlaced");
        AssertRefused(SignPictures.Png(1, 1, 2, [0, 1, 2, 3])[..8], "no header");
        byte[] tooLong = SignPictures.Png(1, 1, 2, [0, 1, 2, 3]);
        tooLong[8] = 0x7F;
        AssertRefused(tooLong, "longer than the file");
    }

    [Test]
    public void What_is_no_picture_is_named()
    {
        AssertRefused("hello"u8.ToArray(), "neither PPM (P6) nor PNG nor JPEG");
        AssertRefused([], "neither PPM");
    }
}
