using System;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Inference;
using SenseAuto.Road.Signs;

namespace SenseAuto.Service.Stages;

/// <summary>
/// Signs on the road camera's pictures: the finder proposes, the network reads, the tracker adds up. One thread at a
/// time; allocates nothing after construction.
/// </summary>
public sealed class SignSight : IDisposable
{
    /// <summary>Name in the catalogue of the network that reads signs.</summary>
    public const string ModelId = "signs";

    // The network learnt signs with a border about this share of their size on each side.
    private const float Border = 0.07f;
    private readonly SignFinder _finder;
    private readonly FineCropNetwork _network;
    private readonly SignTracker _tracker;
    private readonly FixedList<SignProposal> _proposals;

    /// <param name="network">Disposed with this.</param>
    /// <exception cref="ModelException">The network does not answer one logit a class.</exception>
    /// <exception cref="ArgumentException">Limits or a picture that cannot be.</exception>
    public SignSight(
        CameraGeometry camera, PixelFormat format, SignFinderLimits finding, SignSeenLimits seeing, FineCropNetwork network)
    {
        ArgumentNullException.ThrowIfNull(camera);
        ArgumentNullException.ThrowIfNull(finding);
        ArgumentNullException.ThrowIfNull(network);
        if (network.Entry.Outputs is not [{ Shape: [1, SignClasses.Count] }])
        {
            throw new ModelException(
                $"model '{network.Entry.Id}': reading signs needs one output of 1 x {SignClasses.Count} values");
        }

        _finder = new SignFinder(camera.Width, camera.Height, format, finding);
        _tracker = new SignTracker(camera, seeing);
        _network = network;
        _proposals = new FixedList<SignProposal>(finding.ProposalsMax);
        Looks = new SignLooks(finding.ProposalsMax) { OutlineMax = finding.OutlineMax };
    }

    /// <summary>Pictures that the network failed on. Only goes up.</summary>
    public long Faults { get; private set; }

    /// <summary>Where signs could be on the last picture.</summary>
    public ReadOnlySpan<SignProposal> Proposals => _proposals.Items;

    /// <summary>What the network said about them.</summary>
    public SignLooks Looks { get; }

    /// <summary>
    /// False when the picture is another than planned or the network failed: known signs are carried on all the same.
    /// </summary>
    public bool TryLook(CameraFrame picture, in EgoState ego, FixedList<TrafficSign> signs)
    {
        ArgumentNullException.ThrowIfNull(picture);
        Looks.Clear();
        bool isSeen = _finder.TryFind(picture, _proposals);
        foreach (ref readonly SignProposal proposal in _proposals.Items)
            isSeen &= TryRead(picture, in proposal);
        Faults += isSeen ? 0 : 1;
        _tracker.Step(picture.Captured, in ego, Looks, signs);
        return isSeen;
    }

    /// <summary>A frame without a new picture: known signs are carried on.</summary>
    public void Carry(MonoTime now, in EgoState ego, FixedList<TrafficSign> signs)
    {
        Looks.Clear();
        _tracker.Step(now, in ego, Looks, signs);
    }

    public void Dispose() => _network.Dispose();

    private bool TryRead(CameraFrame picture, in SignProposal place)
    {
        PixelBox box = place.Box;
        float side = Math.Max(box.Width, box.Height) * (1 + (2 * Border));
        float middleY = box.Top + (box.Height / 2);
        var crop = new PixelBox(box.CentreX - (side / 2), middleY - (side / 2), side, side);
        return _network.TryRun(picture, in crop) && Looks.TryAdd(in place, _network.Output);
    }
}
