using System.Globalization;
using System.IO;
using System.Text;
using NUnit.Framework;
using SenseAuto.Road.Tracks;

namespace SenseAuto.Road.Tests.Tracks;

public sealed class RecordedDriveTests
{
    [Test]
    public void Dump()
    {
        var drive = new RecordedDrive();
        var objects = new RoadObjects(null, new TrackingLimits());
        var text = new StringBuilder();
        for (int i = 0; i < drive.FrameCount; i++)
        {
            var tick = drive.Frame(i);
            objects.Step(tick, drive.Ego, new RadarCycle(drive.Targets, drive.Targets.Length > 0), default, []);
            foreach (var t in drive.Targets)
                text.Append(CultureInfo.InvariantCulture, $"P {i} {t.Id} {t.Forward.Value:F2} {t.Left.Value:F2} {t.RangeRate.Value:F2}\n");
            foreach (var t in objects.Tracks)
            {
                text.Append(CultureInfo.InvariantCulture, $"T {i} {t.Id} {t.Forward.Value:F2} {t.Left.Value:F2} {t.ForwardSpeed.Value:F2} ");
                text.Append(CultureInfo.InvariantCulture, $"{(t.IsLead ? 1 : 0)} {(t.IsStationary ? 1 : 0)} {t.Existence:F2} {t.LeftSpeed.Value:F2} {t.ForwardAcceleration.Value:F2}\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"E {i} {drive.Ego.Speed.Value:F2} {objects.Path.Curvature.Value:F6}\n");
        }

        File.WriteAllText("/tmp/trk/drive.txt", text.ToString());
    }
}
