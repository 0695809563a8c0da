using System;
using System.Collections.Generic;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Time;

namespace SenseAuto.Service.Stages;

/// <summary>Somebody who looks at pictures besides the frame: the recorder, the live view. Keeps its own reference or none.</summary>
public interface IPictureTap
{
    /// <summary>False when it had no room; it counts that itself.</summary>
    bool Offer(CameraFrame picture);
}

/// <summary>Takes the newest picture of a camera and lets the older ones go, counting them.</summary>
public sealed class CameraIntake(ICameraSource camera, IReadOnlyList<IPictureTap> taps) : IPictureIntake
{
    private const int PicturesPerFrameMax = 8;
    private readonly IPictureTap[] _taps = [.. taps];

    /// <summary>Pictures that a newer one overtook before a frame could look at them.</summary>
    public long Overtaken { get; private set; }

    public void Take(in FrameTick tick, FrameState frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        CameraFrame? newest = null;
        for (int i = 0; i < PicturesPerFrameMax && camera.TryRead(out CameraFrame? picture); i++)
        {
            if (newest is not null)
            {
                newest.Release();
                Overtaken++;
            }

            newest = picture;
        }

        if (newest is null)
            return;

        frame.Hold(newest);
        foreach (IPictureTap tap in _taps)
            tap.Offer(newest);
    }
}

/// <summary>A vehicle without a road camera.</summary>
public sealed class NoPictures : IPictureIntake
{
    public void Take(in FrameTick tick, FrameState frame)
    {
    }
}
