using System;
using System.Threading;
using SenseAuto.Core.Health;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Time;
using SenseAuto.Hw.Cameras;

namespace SenseAuto.Service.Coupling;

/// <summary>Sends a simulated camera's pictures to whoever watches, from a thread of its own: a slow viewer holds up nobody else.</summary>
internal sealed class ServedCamera : IDisposable
{
    private const int PollMs = 2;
    private readonly PictureServer _server;
    private readonly ManualResetEventSlim _stop = new();
    private ICameraSource? _camera;
    private FrameClock? _clock;
    private Thread? _thread;

    public ServedCamera(ServeOptions options, int port, CameraGeometry geometry) =>
        _server = new PictureServer(options.Address, port, geometry, Core.Streams.RoadHz);

    public int Port => _server.Port;

    public long Sent => _server.Sent;

    /// <summary>Since a picture's capture, when its sending begins: drawing and waiting.</summary>
    public LatencyHistogram Ages { get; } = new();

    /// <summary>Before <see cref="Begin"/> only.</summary>
    public bool HasViewer() => _server.HasViewer();

    /// <param name="camera">Read by this alone from here on; not disposed.</param>
    public void Begin(ICameraSource camera, TimeProvider time)
    {
        _camera = camera;
        _clock = new FrameClock(time);
        _thread = new Thread(Run) { IsBackground = true, Name = "served camera" };
        _thread.Start();
    }

    public void Dispose()
    {
        _stop.Set();
        _thread?.Join();
        _server.Dispose();
        _stop.Dispose();
    }

    private void Run()
    {
        while (!_stop.Wait(PollMs))
        {
            while (_camera!.TryRead(out CameraFrame? picture))
                Send(picture);
        }
    }

    private void Send(CameraFrame picture)
    {
        MonoDuration age = _clock!.Now.AgeOf(picture.Captured);
        if (_server.TrySend(picture, age.Nanoseconds))
            Ages.Record(age);
        picture.Release();
    }
}
