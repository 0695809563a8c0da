using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Imaging.Warp;
using SenseAuto.Inference;
using SenseAuto.Road.Lights;

namespace SenseAuto.Service.Stages;

/// <summary>
/// Reads what the traffic lights that were detected on a picture show. One thread at a time; owns the session.
/// </summary>
/// <param name="session">Of the network "lights".</param>
public sealed class LightReader(ModelSession session) : IDisposable
{
    /// <summary>
    /// Lights read on one picture at most, strongest detection first: each costs one run of the network.
    /// </summary>
    public const int LightsPerPicture = 6;

    // Smaller boxes hold fewer pixels than a light has lamps and gaps. Chosen by us.
    private const float SideMin = 3;
    private readonly CropNetwork _network = new(session);

    /// <summary>Lights that the network failed on. Only goes up.</summary>
    public long Failed { get; private set; }

    /// <param name="detections">Of this picture, strongest first; other kinds are passed over.</param>
    /// <param name="into">Emptied first.</param>
    public void Read(CameraFrame picture, ReadOnlySpan<Detection> detections, FixedList<LightSighting> into)
    {
        ArgumentNullException.ThrowIfNull(into);
        into.Clear();
        foreach (ref readonly Detection detection in detections)
        {
            bool isLight = detection.Class == ObjectClass.TrafficLight
                && detection.Box.Width >= SideMin && detection.Box.Height >= SideMin;
            if (isLight && into.Count < LightsPerPicture && TryRead(picture, detection.Box, out LightShares shares))
                into.TryAdd(new LightSighting(detection.Box, detection.Score, shares));
        }
    }

    public void Dispose() => _network.Dispose();

    private bool TryRead(CameraFrame picture, in PixelBox box, out LightShares shares)
    {
        LightCrop crop = LightCrop.Of(box);
        var turned = new RotatedCrop(crop.CentreX, crop.CentreY, crop.Width, crop.Height, new Radians(crop.TurnRad));
        shares = default;
        bool isRead = _network.TryRun(picture, in turned) && LightShares.TryDecode(_network.Output(0), out shares);
        Failed += isRead ? 0 : 1;
        return isRead;
    }
}
