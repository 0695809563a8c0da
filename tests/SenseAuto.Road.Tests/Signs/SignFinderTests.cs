using System;
using System.Linq;
using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Road.Signs;
using SenseAuto.Tests;

namespace SenseAuto.Road.Tests.Signs;

/// <summary>Where the finder sees signs on painted pictures, and where it must not.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SignFinderTests
{
    private const int Width = 640;
    private const int Height = 360;
    private readonly SignPainter _painter = new(Width, Height);
    private readonly FixedList<SignProposal> _found = new(8);

    private SignProposal[] Find(PixelFormat format = PixelFormat.Nv12, SignFinderLimits? limits = null)
    {
        var finder = new SignFinder(Width, Height, format, limits ?? SignNumbers.Finding);
        Assert.That(finder.TryFind(_painter.Frame(format), _found), Is.True);
        return _found.Items.ToArray();
    }

    private void AssertFound(PixelFormat format, double x, double y, double size, SignColour colour, double errorMax)
    {
        SignProposal[] found = [.. Find(format).Where(proposal => proposal.Colour == colour)];
        Assert.That(found, Has.Length.EqualTo(1), $"{colour} of {size} px");
        Assert.That(found[0].Box.CentreX, Is.EqualTo(x).Within(errorMax));
        Assert.That((found[0].Box.Top + found[0].Box.Bottom) / 2, Is.EqualTo(y).Within(errorMax));
        Assert.That(found[0].Box.Width, Is.EqualTo(size).Within(2 * errorMax));
        Assert.That(found[0].Box.Height, Is.EqualTo(size).Within(2 * errorMax));
    }

    [Test]
    public void Red_ring_is_found_in_every_colour_layout(
        [Values(PixelFormat.Nv12, PixelFormat.Yuyv, PixelFormat.Bgr24, PixelFormat.Rgb24)] PixelFormat format,
        [Values(16, 30, 64, 200)] double size)
    {
        _painter.Ring(301, 140, size);

        AssertFound(format, 301, 140, size, SignColour.Red, 2.5);
    }

    [Test]
    public void Blue_disc_is_found([Values(14, 40, 150)] double size)
    {
        _painter.Disc(400, 100, size, SignPainter.Blue);

        AssertFound(PixelFormat.Nv12, 400, 100, size, SignColour.Blue, 2.5);
    }

    [Test]
    public void Priority_sign_is_found_with_its_white_border([Values(30, 60, 120)] double size)
    {
        _painter.Diamond(200, 120, size);

        AssertFound(PixelFormat.Nv12, 200, 120, size, SignColour.Yellow, 3.5);
    }

    [Test]
    public void Danger_sign_is_found([Values(20, 60)] double size)
    {
        _painter.Triangle(333, 99, size);

        Assert.That(Find().Count(proposal => proposal.Colour == SignColour.Red), Is.EqualTo(1));
    }

    [Test]
    public void Light_disc_is_found_in_every_layout([Values] PixelFormat format, [Values(32, 60, 90)] double size)
    {
        _painter.Disc(300, 120, size, SignPainter.White);

        SignProposal[] found = Find(format);

        Assert.That(found.Any(proposal => proposal.Colour == SignColour.LightDisc
            && Math.Abs(proposal.Box.CentreX - 300) < 6 && Math.Abs(proposal.Box.Width - size) < (0.3 * size) + 8));
    }

    [Test]
    public void Grey_picture_has_none([Values] PixelFormat format) => Assert.That(Find(format), Is.Empty);

    [Test]
    public void Dark_disc_is_no_light_disc()
    {
        _painter.Disc(300, 120, 60, (20, 20, 20));

        Assert.That(Find(), Is.Empty);
    }

    // Half-size squares: 12 px is six of them.
    [TestCase(13, 1)]
    [TestCase(9, 0)]
    [TestCase(270, 1)]
    [TestCase(290, 0)]
    public void Size_has_to_be_a_signs(double size, int expected)
    {
        _painter.Square(300, 1 + (size / 2), size, SignPainter.Red);

        Assert.That(Find(limits: SignNumbers.Finding with { LowestShare = 1, DiscsMax = 0 }), Has.Length.EqualTo(expected));
    }

    [TestCase(160, 1)]
    [TestCase(280, 0)]
    public void Signs_stand_above_the_lowest_share_of_the_picture(double y, int expected)
    {
        _painter.Disc(300, y, 40, SignPainter.Blue);

        Assert.That(Find(limits: SignNumbers.Finding with { DiscsMax = 0 }), Has.Length.EqualTo(expected));
    }

    [TestCase(60, 1)]
    [TestCase(90, 0)]
    public void Long_region_is_no_sign(double width, int expected)
    {
        for (int x = 0; x <= width - 40; x++)
            _painter.Square(300 + x, 100, 40, SignPainter.Blue);

        Assert.That(Find(limits: SignNumbers.Finding with { DiscsMax = 0 }), Has.Length.EqualTo(expected));
    }

    [Test]
    public void Lopsided_region_is_no_sign()
    {
        for (int i = 0; i < 60; i += 4)
        {
            _painter.Square(300, 60 + i, 8, SignPainter.Red);
            _painter.Square(300 + i, 116, 8, SignPainter.Red);
        }

        Assert.That(Find().Count(proposal => proposal.Colour == SignColour.Red), Is.Zero);
    }

    [Test]
    public void Largest_are_handed_on_first_and_no_more_than_there_is_room_for()
    {
        for (int i = 0; i < 12; i++)
            _painter.Ring(30 + (50 * i), 100, 20 + (2 * i));

        SignProposal[] found = Find();

        Assert.That(found.Count(proposal => proposal.Colour == SignColour.Red), Is.EqualTo(6), "two places are for discs");
        Assert.That(found[0].Box.CentreX, Is.EqualTo(580).Within(3));
        Assert.That(found[1].Box.CentreX, Is.EqualTo(530).Within(3));
    }

    [Test]
    public void Sign_inside_of_a_sign_is_one()
    {
        _painter.Disc(300, 100, 90, SignPainter.Blue);
        _painter.Disc(300, 100, 50, SignPainter.White);
        _painter.Disc(300, 100, 30, SignPainter.Red);

        Assert.That(Find(), Has.Length.EqualTo(1));
    }

    [Test]
    public void Picture_of_another_size_or_layout_is_counted_and_has_none()
    {
        _painter.Ring(300, 100, 40);
        var finder = new SignFinder(Width, Height + 2, PixelFormat.Nv12, SignNumbers.Finding);
        var other = new SignFinder(Width, Height, PixelFormat.Bgr24, SignNumbers.Finding);

        Assert.That(finder.TryFind(_painter.Frame(PixelFormat.Nv12), _found), Is.False);
        Assert.That(other.TryFind(_painter.Frame(PixelFormat.Nv12), _found), Is.False);
        Assert.That((finder.Mismatched, other.Mismatched, _found.Count), Is.EqualTo((1L, 1L, 0)));
    }

    [Test]
    public void Finding_allocates_nothing()
    {
        _painter.Ring(300, 100, 40);
        _painter.Disc(100, 100, 60, SignPainter.White);
        CameraFrame frame = _painter.Frame(PixelFormat.Nv12);
        var finder = new SignFinder(Width, Height, PixelFormat.Nv12, SignNumbers.Finding);
        finder.TryFind(frame, _found);

        long bytes = Allocation.Of(() =>
        {
            for (int i = 0; i < 20; i++)
                finder.TryFind(frame, _found);
        });

        Assert.That(bytes, Is.Zero);
        Assert.That(_found.Count, Is.GreaterThanOrEqualTo(2));
    }

    /// <summary>The same luma and chroma in both layouts, one read eight pixels at a time and the other one by one.</summary>
    [Test]
    public void Eight_pixels_at_once_have_the_colours_of_one_by_one([Range(1, 8)] int seed)
    {
        const int Row = 4 * 37;
        var pool = new FramePool(4, Row * 2 * 2);
        Assert.That(pool.TryRent(out CameraFrame nv12), Is.True);
        Assert.That(pool.TryRent(out CameraFrame yuyv), Is.True);
        uint state = (uint)seed;
        for (int i = 0; i < Row; i++)
        {
            state = unchecked((state * 1664525u) + 1013904223u);
            (nv12.Pixels[i], nv12.Pixels[(2 * Row) + i]) = ((byte)(state >> 24), (byte)((state >> 16) & 255));
            yuyv.Pixels[2 * i] = nv12.Pixels[i];
            yuyv.Pixels[(2 * i) + 1] = nv12.Pixels[(2 * Row) + i];
        }

        nv12.Describe(default, 0, Row, 2, PixelFormat.Nv12);
        yuyv.Describe(default, 0, Row, 2, PixelFormat.Yuyv);
        byte[] eight = new byte[Row / 2];
        byte[] one = new byte[Row / 2];
        SignColours.ReadRow(nv12, 0, eight);
        SignColours.ReadRow(yuyv, 0, one);

        Assert.That(eight, Is.EqualTo(one));
        Assert.That(one.Distinct().Count(), Is.EqualTo(4), "all colours were there");
    }

    private static readonly (SignFinderLimits Limits, string Word)[] Bad =
    [
        (SignNumbers.Finding with { SizeMin = 7 }, "SizeMin"), (SignNumbers.Finding with { SizeMax = 12 }, "SizeMax"),
        (SignNumbers.Finding with { LowestShare = 0.1 }, "LowestShare"),
        (SignNumbers.Finding with { AspectMax = double.NaN }, "AspectMax"),
        (SignNumbers.Finding with { OutlineMax = 1 }, "OutlineMax"), (SignNumbers.Finding with { FillMinRed = 0 }, "FillMinRed"),
        (SignNumbers.Finding with { FillMinBlue = 1 }, "FillMinBlue"),
        (SignNumbers.Finding with { FillMinYellow = double.NaN }, "FillMinYellow"),
        (SignNumbers.Finding with { LeanMax = 0.6 }, "LeanMax"), (SignNumbers.Finding with { ProposalsMax = 0 }, "ProposalsMax"),
        (SignNumbers.Finding with { DiscsMax = 9 }, "DiscsMax"), (SignNumbers.Finding with { EdgeMin = 3 }, "EdgeMin"),
        (SignNumbers.Finding with { RimShareMin = 0.2 }, "RimShareMin"),
    ];

    [Test]
    public void Limits_that_cannot_be_are_named_and_so_is_a_tiny_picture()
    {
        foreach ((SignFinderLimits limits, string word) in Bad)
            Assert.That(limits.Validate, Throws.ArgumentException.With.Message.Contains(word), word);
        Assert.That(
            () => new SignFinder(63, 64, PixelFormat.Nv12, SignNumbers.Finding),
            Throws.ArgumentException.With.Message.Contains("63x64"));
    }
}
