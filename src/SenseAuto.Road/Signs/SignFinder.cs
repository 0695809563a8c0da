using System;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;

namespace SenseAuto.Road.Signs;

/// <summary>A place on the picture where a sign may be.</summary>
/// <param name="Box">The sign as far as its colour shows it, in pixels.</param>
/// <param name="Colour">What it was found by.</param>
public readonly record struct SignProposal(PixelBox Box, SignColour Colour);

/// <summary>
/// Where on a road picture signs may be: compact red, blue and yellow regions and light discs. It proposes; the sign
/// network decides. One thread at a time; allocates nothing after construction.
/// </summary>
public sealed class SignFinder
{
    private const int RegionsMax = 32768;
    private const int CandidatesMax = 128;

    // The yellow of a priority sign is this share of the sign's width.
    private const float YellowShare = 0.65f;

    private readonly int _width;
    private readonly int _height;
    private readonly PixelFormat _format;
    private readonly SignFinderLimits _limits;
    private readonly byte[] _labels;
    private readonly ColourRegions _regions;
    private readonly LightDiscs _discs;
    private readonly FixedList<Candidate> _candidates = new(CandidatesMax);
    private readonly PixelBox[] _found;

    /// <exception cref="ArgumentException">A picture too small for a sign, or limits outside their ranges.</exception>
    public SignFinder(int width, int height, PixelFormat format, SignFinderLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        limits.Validate();
        if (width < 64 || height < 64)
            throw new ArgumentException($"a picture of {width}x{height} is too small to find signs in, least is 64x64");

        (_width, _height, _format, _limits) = (width, height, format, limits);
        _labels = new byte[width / 2];
        _regions = new ColourRegions(width / 2, RegionsMax);
        _discs = new LightDiscs(width, (int)(height * limits.LowestShare), limits);
        _found = new PixelBox[Math.Max(1, limits.DiscsMax)];
    }

    /// <summary>Pictures of another size or layout than planned. Only goes up.</summary>
    public long Mismatched { get; private set; }

    /// <summary>Runs of colour that found no room in a very colourful picture. Only goes up.</summary>
    public long Refused => _regions.Refused;

    /// <summary>False, with nothing found, when the picture is not what was planned for.</summary>
    public bool TryFind(CameraFrame frame, FixedList<SignProposal> into)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(into);
        into.Clear();
        if (frame.Width != _width || frame.Height != _height || frame.Format != _format)
        {
            Mismatched++;
            return false;
        }

        _candidates.Clear();
        FindColours(frame);
        Emit(into, _limits.ProposalsMax - _limits.DiscsMax);
        _candidates.Clear();
        FindDiscs(frame);
        Emit(into, _limits.ProposalsMax);
        return true;
    }

    private void FindColours(CameraFrame frame)
    {
        _regions.Clear();
        int rows = (int)(_height / 2 * _limits.LowestShare);
        for (int row = 0; row < rows; row++)
        {
            SignColours.ReadRow(frame, row, _labels);
            _regions.AddRow(row, _labels);
        }

        for (int i = 0; i < _regions.Count; i++)
        {
            if (_regions.IsWhole(i))
                Judge(in _regions.All[i]);
        }
    }

    private void Judge(in ColourRegion region)
    {
        int longer = Math.Max(region.Width, region.Height);
        int shorter = Math.Min(region.Width, region.Height);
        if (shorter * 2 < _limits.SizeMin || longer * 2 > _limits.SizeMax || longer > shorter * _limits.AspectMax)
            return;

        double fill = (double)region.Count / (region.Width * region.Height);
        double fillMin = region.Colour switch
        {
            SignColour.Blue => _limits.FillMinBlue,
            SignColour.Yellow => _limits.FillMinYellow,
            _ => _limits.FillMinRed,
        };
        double leanX = Math.Abs(((double)region.SumX / region.Count) - ((region.Left + region.Right) / 2.0)) / region.Width;
        double leanY = Math.Abs(((double)region.SumY / region.Count) - ((region.Top + region.Bottom) / 2.0)) / region.Height;
        if (fill < fillMin || leanX > _limits.LeanMax || leanY > _limits.LeanMax)
            return;

        var box = new PixelBox(region.Left * 2, region.Top * 2, region.Width * 2, region.Height * 2);
        if (region.Colour == SignColour.Yellow)
            box = Grown(box, 1 / YellowShare);
        _candidates.TryAdd(new Candidate(box, region.Colour, shorter * (float)(1 - leanX - leanY)));
    }

    private void FindDiscs(CameraFrame frame)
    {
        int count = _limits.DiscsMax == 0 ? 0 : _discs.Find(frame, _found);
        for (int i = 0; i < count; i++)
            _candidates.TryAdd(new Candidate(_found[i], SignColour.LightDisc, _found[i].Width));
    }

    /// <summary>The best candidates first, without those that lie on one another.</summary>
    private void Emit(FixedList<SignProposal> into, int upTo)
    {
        while (_candidates.Count > 0 && into.Count < upTo)
        {
            int best = 0;
            for (int i = 1; i < _candidates.Count; i++)
            {
                if (_candidates.Items[i].Score > _candidates.Items[best].Score)
                    best = i;
            }

            Candidate candidate = _candidates.Items[best];
            _candidates.RemoveAt(best);
            if (!IsCovered(into, candidate.Box))
                into.TryAdd(new SignProposal(candidate.Box, candidate.Colour));
        }
    }

    /// <summary>Most of the smaller of two boxes lies in the other.</summary>
    private static bool IsCovered(FixedList<SignProposal> taken, in PixelBox box)
    {
        foreach (ref readonly SignProposal other in taken.Items)
        {
            float across = Math.Min(box.Right, other.Box.Right) - Math.Max(box.Left, other.Box.Left);
            float down = Math.Min(box.Bottom, other.Box.Bottom) - Math.Max(box.Top, other.Box.Top);
            if (across > 0 && down > 0 && across * down > 0.6f * Math.Min(box.Area, other.Box.Area))
                return true;
        }

        return false;
    }

    private static PixelBox Grown(in PixelBox box, float by) => new(
        box.Left - (box.Width * (by - 1) / 2), box.Top - (box.Height * (by - 1) / 2), box.Width * by, box.Height * by);

    private readonly record struct Candidate(PixelBox Box, SignColour Colour, float Score);
}
