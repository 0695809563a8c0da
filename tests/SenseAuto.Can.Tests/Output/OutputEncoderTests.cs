using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NUnit.Framework;
using SenseAuto.Can.Dbc;
using SenseAuto.Can.E2e;
using SenseAuto.Can.Output;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Can.Output;

/// <summary>What is encoded is decoded again as a receiver would: by the DBC, after the end-to-end check.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class OutputEncoderTests
{
    private static readonly DbcDatabase Database =
        DbcDatabase.Load(Path.Combine(SharedRecordings.RepositoryRoot, "hw/vehicles", OutputEncoder.DbcFileName));

    private static readonly MonoTime Now = MonoTime.FromSeconds(100);
    private readonly OutputEncoder _encoder = new(Database, bus: 2);
    private readonly FixedList<CanFrame> _frames = new(OutputEncoder.FramesMax);

    [Test]
    public void Dbc_is_clean_and_says_everything_a_receiver_needs()
    {
        Assert.That(Database.Warnings, Is.Empty);
        foreach (DbcMessage message in Database.Messages)
        {
            Assert.That(message.Id, Is.LessThan(0x800u), message.Name);
            Assert.That(message.Comment, Is.Not.Empty, message.Name);
            Assert.That(message.Attributes["E2eProfile"], Is.EqualTo(message.IsFd ? "P05" : "P01"), message.Name);
            foreach (DbcSignal signal in message.Signals)
            {
                Assert.That(signal.Comment, Is.Not.Empty, $"{message.Name}.{signal.Name}");
                Assert.That(signal.Name.StartsWith("E2e", StringComparison.Ordinal) || signal.TryChoice("SNA", out _), signal.Name);
            }
        }

        Assert.That(Database.Messages.Select(m => m.Attributes["E2eDataId"]), Is.Unique);
        Assert.That(File.Exists(Path.Combine(AppContext.BaseDirectory, OutputEncoder.DbcFileName)), Is.True, "beside the program");
    }

    [Test]
    public void Warning_arrives_with_its_reason()
    {
        var warning = new Warning
        {
            Captured = Now,
            Function = FunctionId.ForwardCollision,
            Level = WarningLevel.Imminent,
            Side = WarningSide.Front,
            ObjectId = 4711,
            Since = MonoTime.FromSeconds(98.5),
            ValidUntil = MonoTime.FromSeconds(100.2),
        };
        warning.Why[0] = new Evidence(Quantity.TimeToCollisionS, 1.25f, 1.4f);
        warning.Why[1] = new Evidence(Quantity.ClosingSpeedMps, -3, -3);

        Assert.That(_encoder.Encode(in warning, Now, _frames), Is.True);

        Dictionary<string, double> values = Decode(_frames.Items[0], "SA_WarningForwardCollision");
        Assert.That(values["Level"], Is.EqualTo(3));
        Assert.That(values["Side"], Is.EqualTo(3));
        Assert.That(values["ObjectId"], Is.EqualTo(4711));
        Assert.That(values["WarningFor"], Is.EqualTo(1.5).Within(1e-9));
        Assert.That(values["ValidFor"], Is.EqualTo(0.2).Within(1e-9));
        Assert.That(values["Why1Quantity"], Is.EqualTo((int)Quantity.TimeToCollisionS));
        Assert.That(values["Why1Value"], Is.EqualTo(1.25).Within(0.005));
        Assert.That(values["Why1Limit"], Is.EqualTo(1.4).Within(0.005));
        Assert.That(values["Why2Value"], Is.EqualTo(-3).Within(0.005));
        Assert.That(values["Why3Quantity"], Is.Zero);
        Assert.That(values["Why3Value"], Is.NaN);
    }

    [Test]
    public void Levels_follow_the_warnings_until_they_run_out()
    {
        FunctionStatus[] functions =
        [
            new(Now, FunctionId.ForwardCollision, FunctionState.Warning, FunctionReason.None),
            new(Now, FunctionId.LaneDeparture, FunctionState.Standby, FunctionReason.SpeedTooLow),
            new(Now, FunctionId.HighBeam, FunctionState.Unavailable, FunctionReason.NoCamera),
        ];
        var warning = new Warning
        {
            Function = FunctionId.ForwardCollision,
            Level = WarningLevel.Caution,
            ValidUntil = MonoTime.FromSeconds(100.2),
        };
        warning.Why[0] = new Evidence(Quantity.TimeToCollisionS, 2, 2.7f);
        _encoder.Encode(in warning, Now, _frames);
        _frames.Clear();

        Assert.That(_encoder.Encode(functions, Now, _frames), Is.True);

        Dictionary<string, double> states = Decode(_frames.Items[0], "SA_FunctionStates");
        Assert.That(states["StateForwardCollision"], Is.EqualTo(4));
        Assert.That(states["StateHighBeam"], Is.EqualTo(1));
        Assert.That(states["StateTrafficSign"], Is.NaN, "nobody told us");
        Assert.That(Decode(_frames.Items[1], "SA_FunctionReasons")["ReasonLaneDeparture"], Is.EqualTo(5));
        Dictionary<string, double> levels = Decode(_frames.Items[2], "SA_WarningLevels");
        Assert.That(levels["LevelForwardCollision"], Is.EqualTo(2));
        Assert.That(levels["TimeToCollision"], Is.EqualTo(2));
        Assert.That(levels["LevelLaneDeparture"], Is.Zero);
        Assert.That(levels["SideLaneDeparture"], Is.Zero);
        Assert.That(levels["LevelHighBeam"], Is.NaN);

        _frames.Clear();
        _encoder.Encode(functions, MonoTime.FromSeconds(100.3), _frames);
        levels = Decode(_frames.Items[2], "SA_WarningLevels");
        Assert.That(levels["LevelForwardCollision"], Is.Zero);
        Assert.That(levels["TimeToCollision"], Is.NaN);
    }

    private static TrackedObject Object(int id, double forwardM, bool isLead = false) => new(
        Now, id, ObjectClass.Car, TrackSources.Radar, Validity.Valid, new Metres(forwardM), new Metres(-1.5),
        new MetresPerSecond(-2.5), new MetresPerSecond(0.5), new MetresPerSecondSquared(-1), default, default, default,
        new Metres(1.8), 0.9f, isLead, IsStationary: false, 10, default);

    [Test]
    public void Lead_comes_first_then_the_nearest_eight_in_all()
    {
        TrackedObject[] objects =
            [Object(1, 90), Object(2, 80, isLead: true), .. Enumerable.Range(3, 8).Select(i => Object(i, 100 - i)), Object(11, -5)];

        Assert.That(_encoder.Encode(objects, Now, _frames), Is.True);

        Dictionary<string, double> a = Decode(_frames.Items[0], "SA_ObjectsA");
        Dictionary<string, double> b = Decode(_frames.Items[1], "SA_ObjectsB");
        double[] ids = [.. Enumerable.Range(1, 8).Select(i => (i <= 4 ? a : b)[$"Object{i}Id"])];
        Assert.That(ids, Is.EqualTo(new double[] { 2, 1, 10, 9, 8, 7, 6, 5 }));
        Assert.That(a["ObjectCount"], Is.EqualTo(11));
        Assert.That(a["Object1IsLead"], Is.EqualTo(1));
        Assert.That(a["Object1Forward"], Is.EqualTo(80).Within(0.04));
        Assert.That(a["Object1Left"], Is.EqualTo(-1.5).Within(0.04));
        Assert.That(a["Object1ForwardSpeed"], Is.EqualTo(-2.5).Within(0.03));
        Assert.That(a["Object1ForwardAccel"], Is.EqualTo(-1).Within(0.06));
        Assert.That(a["Object1SeenByCamera"], Is.Zero);
        Assert.That(a["Object1SeenByRadar"], Is.EqualTo(1));
        Assert.That(a["Object1Existence"], Is.EqualTo(0.9).Within(0.006));
    }

    [TestCase(double.NaN, double.NaN)]
    [TestCase(double.PositiveInfinity, 255.9375)]
    [TestCase(1e9, 255.9375)]
    [TestCase(255.9375, 255.9375)]
    [TestCase(0, 0)]
    public void Values_out_of_range_saturate_and_nan_is_not_available(double forwardM, double expected)
    {
        _encoder.Encode([Object(1, forwardM, isLead: true)], Now, _frames);

        Dictionary<string, double> a = Decode(_frames.Items[0], "SA_ObjectsA");
        Assert.That(a["Object1Forward"], Is.EqualTo(expected));
        Assert.That(a["Object2Forward"], Is.NaN, "there is no second object");
        Assert.That(a["Object2Id"], Is.NaN);
    }

    [Test]
    public void Lane_lines_arrive_in_their_places()
    {
        LaneLine[] lines =
        [
            new(Now, LaneSide.Right, Validity.Valid, LaneLineType.Dashed, new Metres(-1.75), new Radians(0.01), new PerMetre(-0.0005),
                1e-6, new Metres(6), new Metres(45), 0.8f, new Metres(0.05)),
            new(Now, LaneSide.Left, Validity.Unavailable, LaneLineType.Solid, new Metres(9), default, default, 0, default, default, 0, default),
        ];

        Assert.That(_encoder.Encode(lines, Now, _frames), Is.True);

        Dictionary<string, double> values = Decode(_frames.Items[0], "SA_Lanes");
        Assert.That(values["RightOffset"], Is.EqualTo(-1.75).Within(0.001));
        Assert.That(values["RightHeading"], Is.EqualTo(0.01).Within(1e-4));
        Assert.That(values["RightCurvature"], Is.EqualTo(-0.0005).Within(5e-6));
        Assert.That(values["RightViewTo"], Is.EqualTo(45));
        Assert.That(values["RightType"], Is.EqualTo(2));
        Assert.That(values["LeftValidity"], Is.Zero);
        Assert.That(values["LeftOffset"], Is.NaN, "an unavailable line has no place");
        Assert.That(values["NextLeftValidity"], Is.NaN);
    }

    [Test]
    public void Health_arrives_and_large_counts_stay_at_the_largest()
    {
        MonoDuration ms = MonoDuration.FromMilliseconds(12);
        var report = new HealthReport(Now, HealthFlags.CanTimeout | HealthFlags.InputOverrun, 1000, 99_999, 1, 2, 3, long.MaxValue, ms, ms, ms, ms);

        Assert.That(_encoder.Encode(in report, Now, _frames), Is.True);
        Assert.That(_encoder.EncodeHeartbeat(in report, Now, _frames), Is.True);

        Dictionary<string, double> health = Decode(_frames.Items[0], "SA_Health");
        Assert.That(health["HealthFlags"], Is.EqualTo(4096 + 4));
        Assert.That(health["Frames"], Is.EqualTo(1000));
        Assert.That(health["RecordsDropped"], Is.EqualTo(uint.MaxValue - 1.0));
        Assert.That(health["FrameP999"], Is.EqualTo(12).Within(1e-9));
        Dictionary<string, double> beat = Decode(_frames.Items[1], "SA_Heartbeat");
        Assert.That(beat["LateFrames"], Is.EqualTo(65534));
        Assert.That(beat["FrameP99"], Is.EqualTo(12).Within(1e-9));
    }

    [Test]
    public void Last_act_says_that_nothing_is_available()
    {
        Assert.That(_encoder.EncodeUnavailable(Now, _frames), Is.True);

        Assert.That(_frames.Count, Is.EqualTo(Database.Messages.Count).And.EqualTo(OutputEncoder.FramesMax));
        foreach (CanFrame frame in _frames.Items)
        {
            Database.TryFind(frame.Id, false, out DbcMessage? message);
            Dictionary<string, double> values = Decode(in frame, message!.Name);
            Assert.That(values.Where(v => v.Key is not "ObjectCount").Select(v => v.Value), Is.All.NaN, message.Name);
        }
    }

    [Test]
    public void Counters_run_on_from_frame_to_frame()
    {
        var report = default(HealthReport);
        var receiver = new E2eReceiver(ProfileOf("SA_Heartbeat"), maxDelta: 1);
        for (int i = 0; i < 40; i++)
        {
            _frames.Clear();
            _encoder.EncodeHeartbeat(in report, Now, _frames);
            E2eStatus status = receiver.Check(_frames.Items[0].Payload);
            Assert.That(status, Is.EqualTo(i == 0 ? E2eStatus.Initial : E2eStatus.Ok), $"frame {i}");
        }
    }

    [Test]
    public void Full_list_is_reported_and_unknown_functions_write_nothing()
    {
        var small = new FixedList<CanFrame>(1);
        Assert.That(_encoder.Encode(ReadOnlySpan<FunctionStatus>.Empty, Now, small), Is.False);
        Assert.That(small.Refused, Is.EqualTo(2));

        Assert.That(_encoder.Encode(new Warning { Function = (FunctionId)200 }, Now, _frames), Is.True);
        Assert.That(_encoder.Encode([new FunctionStatus(Now, FunctionId.None, default, default)], Now, _frames), Is.True);
        Assert.That(_frames.Count, Is.EqualTo(3));
    }

    [Test]
    public void A_dbc_that_lacks_something_is_refused_by_name()
    {
        string text = File.ReadAllText(Path.Combine(SharedRecordings.RepositoryRoot, "hw/vehicles", OutputEncoder.DbcFileName));

        Assert.That(() => Build(text.Replace("SA_Lanes", "SA_Lines", StringComparison.Ordinal)), Refused("SA_Lanes"));
        Assert.That(() => Build(text.Replace("RightOffset ", "RightPlace ", StringComparison.Ordinal)), Refused("RightOffset"));
        Assert.That(() => Build(text.Replace("\"SNA\"", "\"X\"", StringComparison.Ordinal)), Refused("SNA"));
        Assert.That(() => Build(text.Replace("BA_ \"E2eDataId\"", "BA_ \"Other\"", StringComparison.Ordinal)), Refused("E2eDataId"));

        static OutputEncoder Build(string dbc) => new(DbcDatabase.Parse(dbc, "changed.dbc"), 0);

        static NUnit.Framework.Constraints.IResolveConstraint Refused(string name) =>
            Throws.TypeOf<DbcFormatException>().With.Message.Contains(name);
    }

    [Test]
    public void Encoding_allocates_nothing()
    {
        TrackedObject[] objects = [Object(1, 20, isLead: true), Object(2, 30)];
        var warning = new Warning { Function = FunctionId.LaneDeparture, Level = WarningLevel.Caution };
        Round();

        long bytes = Allocation.Of(() =>
        {
            for (int i = 0; i < 100; i++)
                Round();
        });

        Assert.That(bytes, Is.Zero);

        void Round()
        {
            _frames.Clear();
            _encoder.Encode(objects, Now, _frames);
            _encoder.Encode(in warning, Now, _frames);
            _encoder.EncodeUnavailable(Now, _frames);
        }
    }

    private static E2eProfile ProfileOf(string name)
    {
        Assert.That(Database.TryFind(name, out DbcMessage? message), Is.True, name);
        ushort dataId = ushort.Parse(message!.Attributes["E2eDataId"], System.Globalization.CultureInfo.InvariantCulture);
        return message.IsFd ? new E2eProfile05(dataId) : new E2eProfile01(dataId, E2eDataIdMode.Both);
    }

    /// <summary>Signals by name; NaN stands for "not available".</summary>
    private static Dictionary<string, double> Decode(in CanFrame frame, string name)
    {
        Assert.That(Database.TryFind(frame.Id, isExtended: false, out DbcMessage? message), Is.True);
        Assert.That(message!.Name, Is.EqualTo(name));
        Assert.That(frame.Length, Is.EqualTo(message.Length));
        Assert.That(frame.IsFd, Is.EqualTo(message.IsFd));
        Assert.That(frame.Bus, Is.EqualTo(2));
        Assert.That(ProfileOf(name).TryVerify(frame.Payload, out _), Is.True, "end-to-end check");
        var codec = new MessageCodec(message);
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        for (int i = 0; i < codec.SignalCount; i++)
        {
            if (message.Signals[i].TryChoice("SNA", out long raw))
                values[message.Signals[i].Name] = codec[i].Raw(frame.Payload) == raw ? double.NaN : codec[i].Physical(frame.Payload);
        }

        return values;
    }
}
