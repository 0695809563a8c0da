using System;
using System.Collections.Generic;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Imaging.Jpeg;
using SenseAuto.Service.Stages;
using SenseAuto.Sim.Cabin;
using SenseAuto.Sim.Reports;
using SenseAuto.Sim.Verdicts;

namespace SenseAuto.Service.Session;

/// <summary>
/// Keeps the road picture on which a warning of a scene was decided, with what it is about outlined; encoded at the end,
/// outside of every frame. A warning of the cabin gets the picture that the script draws of that moment.
/// </summary>
public sealed class WarningAlbum : IPictureTap, IDisposable
{
    private const int Quality = 78;

    // A drive that warns all the time would fill the memory and no page would show it. Chosen by us.
    private const int PicturesMax = 24;
    private readonly List<(int Warning, byte[] Pixels, int Width, int Height, PixelBox Box)> _taken = [];
    private CameraFrame? _newest;
    private int _seen;

    /// <summary>A picture was shown to the road's frame. Road thread only.</summary>
    public bool Offer(CameraFrame picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        picture.Retain();
        _newest?.Release();
        _newest = picture;
        return true;
    }

    /// <summary>After every frame: keeps the picture when a warning of the road has begun in it. Road thread only.</summary>
    public void See(FrameState frame, RunTrace trace)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(trace);
        for (; _seen < trace.Warnings.Count; _seen++)
        {
            FunctionId function = trace.Warnings[_seen].Function;
            if (_newest is not { } picture || IsOfCabin(function) || _taken.Count == PicturesMax)
                continue;

            byte[] pixels = picture.Pixels.AsSpan(0, picture.ByteCount).ToArray();
            _taken.Add((_seen, pixels, picture.Width, picture.Height, BoxOf(frame, function)));
        }
    }

    /// <summary>The road's pictures, at half their size.</summary>
    public IReadOnlyList<WarningPicture> RoadPictures()
    {
        var pictures = new List<WarningPicture>();
        using var encoder = new TurboJpegEncoder();
        foreach ((int warning, byte[] pixels, int width, int height, PixelBox box) in _taken)
        {
            var pool = new FramePool(2, pixels.Length);
            Invariant.Require(pool.TryRent(out CameraFrame half), "a new pool is empty");
            half.Describe(default, 0, width / 2, height / 2, PixelFormat.Nv12);
            Halve(pixels, width, height, half.Pixels);
            var share = new PixelBox(box.Left / width, box.Top / height, box.Width / width, box.Height / height);
            pictures.Add(new WarningPicture(warning, encoder.Encode(half, Quality).ToArray()) { Box = share });
            half.Release();
        }

        return pictures;
    }

    /// <summary>What the cabin camera saw when the cabin's warnings began.</summary>
    public static IReadOnlyList<WarningPicture> CabinPictures(RunTrace trace, CabinScript script, HeadModel head)
    {
        ArgumentNullException.ThrowIfNull(trace);
        ArgumentNullException.ThrowIfNull(script);
        var pictures = new List<WarningPicture>();
        using var encoder = new TurboJpegEncoder();
        CabinView view = script.View;
        var painter = new CabinPicture(view, head, script.Light, script.Seed);
        var pool = new FramePool(2, CameraFrame.BytesFor(view.Width, view.Height, PixelFormat.Nv12));
        Invariant.Require(pool.TryRent(out CameraFrame frame), "a new pool is empty");
        frame.Describe(default, 0, view.Width, view.Height, PixelFormat.Nv12);
        for (int i = 0; i < trace.Warnings.Count && pictures.Count < PicturesMax; i++)
        {
            if (!IsOfCabin(trace.Warnings[i].Function))
                continue;

            MonoDuration at = MonoDuration.FromSeconds(trace.Warnings[i].FromS);
            painter.Draw(script.LookAt(at), script.SceneAt(at), PixelFormat.Nv12, frame.Pixels);
            pictures.Add(new WarningPicture(i, encoder.Encode(frame, Quality).ToArray()));
        }

        frame.Release();
        return pictures;
    }

    public void Dispose()
    {
        _newest?.Release();
        _newest = null;
    }

    private static bool IsOfCabin(FunctionId function) =>
        function is FunctionId.DriverMonitoring or FunctionId.OccupantMonitoring;

    /// <summary>Of what the function warns; empty where it is nothing on the picture.</summary>
    private static PixelBox BoxOf(FrameState frame, FunctionId function)
    {
        int id = 0;
        foreach (ref readonly Warning warning in frame.Warnings.Items)
            id = warning.Function == function ? warning.ObjectId : id;
        if (id == 0)
            return default;

        bool isOfLight = function is FunctionId.TrafficLight or FunctionId.StopAndGo;
        foreach (ref readonly TrafficLight light in frame.Lights.Items)
        {
            if (isOfLight && light.Id == id)
                return light.Box;
        }

        foreach (ref readonly TrackedObject track in frame.Tracks.Items)
        {
            if (track.Id == id)
                return track.Box;
        }

        return default;
    }

    /// <summary>NV12 at half the width and height: luma of four averaged, chroma of one in four.</summary>
    private static void Halve(ReadOnlySpan<byte> from, int width, int height, Span<byte> to)
    {
        (int w, int h) = (width / 2, height / 2);
        for (int row = 0; row < h; row++)
        {
            for (int column = 0; column < w; column++)
            {
                int at = (2 * row * width) + (2 * column);
                to[(row * w) + column] = (byte)((from[at] + from[at + 1] + from[at + width] + from[at + width + 1] + 2) / 4);
            }
        }

        int chroma = width * height;
        for (int row = 0; row < h / 2; row++)
        {
            for (int column = 0; column < w / 2; column++)
            {
                int at = chroma + (2 * row * width) + (4 * column);
                int put = (w * h) + (row * w) + (2 * column);
                (to[put], to[put + 1]) = (from[at], from[at + 1]);
            }
        }
    }
}
