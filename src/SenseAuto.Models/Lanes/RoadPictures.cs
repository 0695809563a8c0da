using System;
using System.IO;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Imaging.Jpeg;
using SenseAuto.Inference;

namespace SenseAuto.Models.Lanes;

/// <summary>Reads JPEG pictures of one size into one frame.</summary>
internal sealed class RoadPictures : IDisposable
{
    private readonly TurboJpegDecoder _decoder = new();
    private readonly CameraFrame _frame;
    private readonly string _first;
    private long _sequence;

    /// <param name="first">Decides the size.</param>
    public RoadPictures(string first)
    {
        _first = first;
        if (!_decoder.TryReadSize(File.ReadAllBytes(first), out int width, out int height))
            throw new ModelException($"{first}: not a JPEG");

        (Width, Height) = (width, height);
        if (!new FramePool(2, CameraFrame.BytesFor(width, height, PixelFormat.Bgr24)).TryRent(out _frame))
            throw new ModelException($"{first}: no memory for a picture of {width}x{height}");
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>The same frame every time; each picture a second after the last.</summary>
    public CameraFrame Read(string path)
    {
        _sequence++;
        if (!_decoder.TryDecode(File.ReadAllBytes(path), _frame, MonoTime.FromSeconds(2 * _sequence), _sequence, out string reason))
            throw new ModelException($"{path}: {reason}");
        if (_frame.Width != Width || _frame.Height != Height)
            throw new ModelException($"{path}: {_frame.Width}x{_frame.Height}, but {_first} is {Width}x{Height}");
        return _frame;
    }

    public void Dispose() => _decoder.Dispose();
}
