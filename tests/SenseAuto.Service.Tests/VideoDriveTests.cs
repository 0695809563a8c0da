using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using NUnit.Framework;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Service;
using SenseAuto.Service.Session;

namespace SenseAuto.Tests.Service;

/// <summary>Real videos through the whole service.</summary>
public sealed class VideoDriveTests
{
    private const double JumpMaxM = 0.3;
    private const double LookM = 10;
    private static readonly MetresPerSecond Speed = MetresPerSecond.FromKilometresPerHour(100);

    [Test]
    public async Task Lines_of_a_motorway_are_seen_and_hold_still()
    {
        Drive drive = Video("drives/lanelines/test_videos/solidWhiteRight.mp4", "recording-540p");
        var watch = new WarningWatch(drive.Start);
        var left = new LineTrail();
        var right = new LineTrail();
        await Played.RunAsync(drive, frame =>
        {
            watch.See(frame);
            if (!frame.Ledger.HasNewPicture)
                return;

            left.See(frame, LaneSide.Left);
            right.See(frame, LaneSide.Right);
        });

        Assert.That(watch.FramesWithPicture, Is.GreaterThan(200));
        Assert.That(watch.FramesWithBothLines, Is.GreaterThanOrEqualTo(0.95 * watch.FramesWithPicture));
        Assert.That(left.LargestJumpM, Is.LessThanOrEqualTo(JumpMaxM), "left line");
        Assert.That(right.LargestJumpM, Is.LessThanOrEqualTo(JumpMaxM), "right line");
        Assert.That(watch.Problems([]), Is.Empty);
    }

    [Test]
    public async Task Cars_of_a_motorway_are_tracked_without_changing_identity()
    {
        Assert.That(Path.Combine(Played.Place.ModelFolder, "nanodet.onnx"), Does.Exist, "the models are made by ./senseauto setup");
        Drive drive = Video("drives/vehicle-detection/test_video.mp4", "recording-720p");
        var watch = new WarningWatch(drive.Start);
        var trail = new BoxTrail();
        PlayOptions options = Played.LanesOnly with
        {
            ModelId = "nanodet",
            Watch = frame =>
            {
                watch.See(frame);
                trail.See(frame);
            },
        };
        await PlayedDrive.RunAsync(drive, options, CancellationToken.None);

        Assert.That(trail.FramesWithCar, Is.GreaterThan(watch.Frames / 2), "a car is to be seen most of the time");
        Assert.That(trail.Switches, Is.Empty);
        Assert.That(watch.Problems([]), Is.Empty);
    }

    // Sharper than the recording is: it counts as blurred from two seconds on.
    [TestCase("{}", FunctionReason.None, 0)]
    [TestCase("{\"camera.blurred.sharpness\": 0.9}", FunctionReason.CameraBlurred, 100)]
    public async Task Camera_at_fault_takes_lanes_away_and_says_why(string profile, FunctionReason expected, int framesLeast)
    {
        Assert.That(ParameterSet.TryLoad(Encoding.UTF8.GetBytes(profile), "test", out ParameterSet? set, out _), Is.True);
        int impaired = 0;
        int linesThen = 0;
        var reason = FunctionReason.None;
        PlayOptions options = Played.LanesOnly with
        {
            Parameters = set!,
            Watch = frame =>
            {
                if ((frame.Ledger.InferFlags & HealthFlags.CameraImpaired) == 0)
                    return;

                impaired++;
                reason = Played.StatusOf(frame, FunctionId.LaneDeparture).Reason;
                foreach (ref readonly LaneLine line in frame.Lanes.Items)
                    linesThen += line.Validity == Validity.Unavailable ? 0 : 1;
            },
        };
        await PlayedDrive.RunAsync(
            Video("drives/lanelines/test_videos/solidWhiteRight.mp4", "recording-540p"), options, CancellationToken.None);

        Assert.That(impaired, framesLeast == 0 ? Is.Zero : Is.GreaterThan(framesLeast));
        Assert.That((reason, linesThen), Is.EqualTo((expected, 0)));
    }

    private static Drive Video(string relative, string vehicle) =>
        Drives.Video(SharedRecordings.PathOf(relative), Played.Place.LoadVehicle(vehicle), Speed);

    /// <summary>Where one line was on each picture, ten metres ahead.</summary>
    private sealed class LineTrail
    {
        private double? _lastM;

        public double LargestJumpM { get; private set; }

        public void See(FrameState frame, LaneSide side)
        {
            double? nowM = null;
            foreach (ref readonly LaneLine line in frame.Lanes.Items)
            {
                if (line.Side == side && line.Validity != Validity.Unavailable)
                    nowM = line.LeftAtM(LookM);
            }

            if (nowM is { } now && _lastM is { } last)
                LargestJumpM = Math.Max(LargestJumpM, Math.Abs(now - last));
            _lastM = nowM;
        }
    }

    /// <summary>Whether a track that stayed on its box kept its number.</summary>
    private sealed class BoxTrail
    {
        private const double SameBoxMin = 0.5;
        private Dictionary<int, PixelBox> _last = [];
        private long _frames;

        public long FramesWithCar { get; private set; }

        public List<string> Switches { get; } = [];

        public void See(FrameState frame)
        {
            var now = new Dictionary<int, PixelBox>();
            bool hasCar = false;
            foreach (ref readonly TrackedObject track in frame.Tracks.Items)
            {
                if ((track.Sources & TrackSources.Camera) == 0)
                    continue;

                now[track.Id] = track.Box;
                hasCar |= track.Class == ObjectClass.Car;
            }

            foreach ((int id, PixelBox box) in now)
            {
                (int lastId, double overlap) = Nearest(box);
                if (overlap >= SameBoxMin && lastId != id && !now.ContainsKey(lastId))
                    Switches.Add($"frame {_frames}: {lastId} became {id}");
            }

            FramesWithCar += hasCar ? 1 : 0;
            _frames++;
            _last = now;
        }

        private (int Id, double Overlap) Nearest(PixelBox box)
        {
            (int Id, double Overlap) best = (0, 0);
            foreach ((int id, PixelBox last) in _last)
            {
                double overlap = Overlap(box, last);
                if (overlap > best.Overlap)
                    best = (id, overlap);
            }

            return best;
        }

        /// <summary>Shared area over joint area.</summary>
        private static double Overlap(PixelBox a, PixelBox b)
        {
            double width = Math.Min(a.Right, b.Right) - Math.Max(a.Left, b.Left);
            double height = Math.Min(a.Bottom, b.Bottom) - Math.Max(a.Top, b.Top);
            if (!(width > 0 && height > 0))
                return 0;

            double shared = width * height;
            return shared / (a.Area + b.Area - shared);
        }
    }
}
