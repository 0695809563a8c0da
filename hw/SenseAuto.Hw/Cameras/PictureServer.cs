using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using SenseAuto.Core.Messages;

namespace SenseAuto.Hw.Cameras;

/// <summary>
/// Offers pictures over TCP as a YUV4MPEG2 stream, to one viewer at a time: <see cref="StreamCamera"/>, ffmpeg or
/// ffplay. One thread.
/// </summary>
public sealed class PictureServer : IDisposable
{
    // A viewer that takes nothing for so long is gone; chosen by us.
    private const int SendMs = 1000;
    private readonly Socket _listener;
    private readonly byte[] _header;
    private readonly byte[] _planar;
    private readonly int _luma;
    private Socket? _viewer;

    /// <param name="address">The only address that is listened on.</param>
    /// <param name="port">0 for any free port.</param>
    /// <exception cref="IOException">The port is taken; says which.</exception>
    public PictureServer(IPAddress address, int port, CameraGeometry camera, int framesPerSecond)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(camera);
        _luma = camera.Width * camera.Height;
        _planar = new byte[CameraFrame.BytesFor(camera.Width, camera.Height, PixelFormat.Nv12)];
        _header = Encoding.ASCII.GetBytes(Y4mText.Stream(camera.Width, camera.Height, framesPerSecond));
        _listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            _listener.Bind(new IPEndPoint(address, port));
            _listener.Listen(1);
        }
        catch (SocketException error)
        {
            _listener.Dispose();
            throw new IOException($"camera: cannot listen on {address} port {port}: {error.Message}", error);
        }

        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
    }

    public int Port { get; }

    /// <summary>Pictures that a viewer has got whole.</summary>
    public long Sent { get; private set; }

    /// <summary>Lets a viewer in who waits; true when there is one.</summary>
    public bool HasViewer()
    {
        if (_viewer is null && _listener.Poll(0, SelectMode.SelectRead))
        {
            _viewer = _listener.Accept();
            _viewer.SendTimeout = SendMs;
            TrySend(_header);
        }

        return _viewer is not null;
    }

    /// <summary>Waits until the viewer has it; false when there is none, or he went away meanwhile.</summary>
    /// <param name="ageNs">Since the picture was captured, now.</param>
    public bool TrySend(CameraFrame picture, long ageNs)
    {
        ArgumentNullException.ThrowIfNull(picture);
        if (!HasViewer())
            return false;

        PlanarPixels.FromNv12(picture.Pixels, _luma, _planar);
        bool isSent = TrySend(Encoding.ASCII.GetBytes(Y4mText.Frame(ageNs))) && TrySend(_planar);
        Sent += isSent ? 1 : 0;
        return isSent;
    }

    public void Dispose()
    {
        _viewer?.Dispose();
        _listener.Dispose();
    }

    private bool TrySend(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0 && _viewer is { } viewer)
        {
            int sent = viewer.Send(bytes, SocketFlags.None, out SocketError error);
            if (error != SocketError.Success)
            {
                viewer.Dispose();
                _viewer = null;
                return false;
            }

            bytes = bytes[sent..];
        }

        return _viewer is not null;
    }
}
