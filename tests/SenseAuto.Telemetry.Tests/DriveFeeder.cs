using System;
using System.Threading;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;

namespace SenseAuto.Telemetry.Tests;

/// <summary>Feeds a host with the synthetic drive at 20 Hz from a thread of its own, as the service does.</summary>
internal sealed class DriveFeeder : IDisposable
{
    private readonly ManualResetEvent _stop = new(false);
    private readonly TelemetryHost _host;
    private readonly SyntheticDrive _drive;
    private readonly RoadPainter _painter;
    private readonly Thread _thread;
    private readonly int _startAt;

    public DriveFeeder(TelemetryHost host, int startAt)
    {
        _host = host;
        _startAt = startAt;
        _drive = new SyntheticDrive(host);
        Pool = new FramePool(8, 640 * 400 * 3);
        _painter = new RoadPainter(Pool);
        _thread = new Thread(Run) { IsBackground = true };
        _thread.Start();
    }

    public FramePool Pool { get; }

    public void Dispose()
    {
        _stop.Set();
        _thread.Join();
        _stop.Dispose();
    }

    private void Run()
    {
        for (int i = 0; i < _startAt; i++)
            _drive.Frame(withHealth: false);
        do
        {
            if (_drive.Index % 2 == 0 && _painter.TryPaint(_drive, out CameraFrame frame))
            {
                _host.OfferPicture(frame);
                frame.Release();
            }

            _drive.Frame(withHealth: _drive.Index % 20 == 0);
        }
        while (!_stop.WaitOne(50));
    }
}
