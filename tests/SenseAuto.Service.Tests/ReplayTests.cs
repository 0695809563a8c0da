using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using NUnit.Framework;
using SenseAuto.Core;
using SenseAuto.Core.Time;
using SenseAuto.DriveLog.Mcap;
using SenseAuto.Service.Replay;
using SenseAuto.Service.Session;
using SenseAuto.Sim;

namespace SenseAuto.Tests.Service;

/// <summary>A recorded drive makes every decision again, and says where it would not.</summary>
public sealed class ReplayTests
{
    private const long Frames = 120;
    private const long ChangedFrame = 80;

    // The lead brakes early, so that warnings are among what is compared.
    private static readonly DriveScript EarlyBraking = DemoDrives.Motorway with
    {
        Cars =
        [
            new OtherCar(
                new Metres(45), default, MetresPerSecond.FromKilometresPerHour(100),
                [new SpeedOrder(MonoDuration.FromSeconds(2), MonoDuration.FromSeconds(2.6), new MetresPerSecondSquared(-6))]),
        ],
    };

    private string _folder = "";
    private string _log = "";

    [OneTimeSetUp]
    public async Task Record()
    {
        _folder = Directory.CreateTempSubdirectory("senseauto-service-tests-").FullName;
        _log = await RecordAsync("first");
    }

    [OneTimeTearDown]
    public void Clean() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Replay_gives_every_output_again()
    {
        ReplayReport report = LogReplayFile.Run(_log, output: null);

        Assert.That(report.Differences, Is.Empty);
        Assert.That(report.IsSame, Is.True);
        Assert.That(report.Frames, Is.EqualTo(Frames));
        Assert.That(report.Compared, Is.GreaterThan(10 * Frames));
        Assert.That(LogCopy.Lines(_log), Has.Some.StartsWith("/warnings "), "the drive was to warn");
    }

    [Test]
    public void Replays_of_a_log_and_of_its_replay_are_equal_byte_for_byte()
    {
        string first = Path.Combine(_folder, "out1.mcap");
        string second = Path.Combine(_folder, "out2.mcap");
        string third = Path.Combine(_folder, "out3.mcap");

        Assert.That(LogReplayFile.Run(_log, first).IsSame, Is.True);
        Assert.That(LogReplayFile.Run(_log, second).IsSame, Is.True);
        Assert.That(LogReplayFile.Run(first, third).IsSame, Is.True);

        byte[] bytes = File.ReadAllBytes(first);
        Assert.That(File.ReadAllBytes(second).AsSpan().SequenceEqual(bytes), Is.True, "the second replay differs");
        Assert.That(File.ReadAllBytes(third).AsSpan().SequenceEqual(bytes), Is.True, "the replay's replay differs");
    }

    [Test]
    public async Task Same_drive_played_twice_gives_the_same_records()
    {
        string again = await RecordAsync("second");

        Assert.That(LogCopy.Lines(again).SequenceEqual(LogCopy.Lines(_log)), Is.True);
    }

    [Test]
    public void Changed_can_message_is_found_with_its_topic_and_frame()
    {
        string changed = Path.Combine(_folder, "changed.mcap");
        LogCopy.WithOtherSpeed(_log, changed, ChangedFrame);

        ReplayReport report = LogReplayFile.Run(changed, output: null);

        Assert.That(report.IsSame, Is.False);
        Assert.That(report.Different, Is.GreaterThanOrEqualTo(report.Differences.Count));
        ReplayDifference first = report.Differences[0];
        Assert.That((first.Topic, first.Frame), Is.EqualTo(("/ego", ChangedFrame)));
        Assert.That(first.Text, Does.Contain("recorded ").And.Contain("replayed "));
    }

    [Test]
    public void Log_without_frames_is_not_the_same_but_empty()
    {
        string empty = Path.Combine(_folder, "empty.mcap");
        LogCopy.WithoutFrames(_log, empty);

        ReplayReport report = LogReplayFile.Run(empty, output: null);

        Assert.That((report.Frames, report.Different, report.IsSame), Is.EqualTo((0L, 0L, false)));
    }

    [Test]
    public void Log_is_never_written_over_by_its_own_replay()
    {
        byte[] before = File.ReadAllBytes(_log);

        Assert.That(() => LogReplayFile.Run(_log, _log), Throws.TypeOf<IOException>().With.Message.Contains(_log));

        Assert.That(File.ReadAllBytes(_log).AsSpan().SequenceEqual(before), Is.True);
    }

    [Test]
    public void Replay_of_a_cut_log_says_that_it_was_cut()
    {
        string cut = Path.Combine(_folder, "cut.mcap");
        byte[] whole = File.ReadAllBytes(_log);
        File.WriteAllBytes(cut, whole[..(whole.Length / 2)]);

        ReplayReport report = LogReplayFile.Run(cut, output: null);

        Assert.That(report.Frames, Is.GreaterThan(0).And.LessThan(Frames));
        Assert.That(report.Note, Does.Contain("cut"));
        Assert.That(LogReplayFile.Run(_log, output: null).Note, Is.Empty);
    }

    [Test]
    public void Log_of_somebody_else_is_refused_with_the_reason()
    {
        string foreign = Path.Combine(_folder, "foreign.mcap");
        using (var writer = new McapWriter(File.Create(foreign), new McapWriterOptions()))
        {
            ushort schema = writer.AddSchema("other.Text", "jsonschema", "{}"u8);
            ushort channel = writer.AddChannel(schema, "/other", "json");
            byte[] payload = Encoding.UTF8.GetBytes("{}");
            writer.Write(new McapMessage { ChannelId = channel, LogTime = 1, PublishTime = 1, Payload = payload });
            writer.Finish();
        }

        Assert.That(() => LogReplayFile.Run(foreign, output: null),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("no vehicle profile"));
    }

    [Test]
    public void File_that_is_no_log_is_refused_with_its_name()
    {
        string text = Path.Combine(_folder, "notes.mcap");
        File.WriteAllText(text, "this is no log at all, it only has the name of one");

        Assert.That(() => LogReplayFile.Run(text, output: null), Throws.TypeOf<InvalidDataException>().With.Message.Contains(text));
    }

    private async Task<string> RecordAsync(string name)
    {
        PlayOptions options = Played.LanesOnly with
        {
            FramesMax = Frames,
            Outlets = new OutletOptions { RecordTo = Path.Combine(_folder, name) },
        };
        PlayReport report = await PlayedDrive.RunAsync(Played.Simulated(EarlyBraking), options, CancellationToken.None);
        return report.LogFile!;
    }
}
