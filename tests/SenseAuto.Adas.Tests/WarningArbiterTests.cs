using NUnit.Framework;
using SenseAuto.Adas.Arbiter;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Adas;

public sealed class WarningArbiterTests
{
    private const Modality All = Modality.Visual | Modality.Sound | Modality.Haptic;
    private const Modality Heard = Modality.Visual | Modality.Sound;

    private static readonly WarningArbiterLimits Limits = new() { RepeatMin = MonoDuration.FromMilliseconds(3000) };

    private WarningArbiterState _state;
    private WarningArbiterStep _step;

    [SetUp]
    public void Forget() => _state = default;

    private static Warning Of(
        FunctionId function, WarningLevel level, double sinceS = 1, WarningSide side = WarningSide.Front) => new()
        {
            Function = function,
            Level = level,
            Side = side,
            Since = MonoTime.FromSeconds(sinceS),
            ValidUntil = MonoTime.FromSeconds(1000),
        };

    private void At(double seconds, params Warning[] offered)
    {
        _step = WarningArbiter.Step(in _state, Limits, MonoTime.FromSeconds(seconds), offered);
        _state = _step.State;
    }

    private FunctionId[] Order()
    {
        var order = new FunctionId[_step.Count];
        for (int i = 0; i < order.Length; i++)
            order[i] = _step.Shown[i].Warning.Function;
        return order;
    }

    [Test]
    public void Nothing_offered_nothing_shown()
    {
        At(10, Of(FunctionId.ForwardCollision, WarningLevel.None));

        Assert.That(_step.Count, Is.Zero);
    }

    [Test]
    public void The_most_urgent_comes_first_then_the_more_dangerous_kind()
    {
        At(
            10,
            Of(FunctionId.TrafficSign, WarningLevel.Information),
            Of(FunctionId.DriverMonitoring, WarningLevel.Caution),
            Of(FunctionId.OccupantMonitoring, WarningLevel.Caution),
            Of(FunctionId.LaneDeparture, WarningLevel.Caution),
            Of(FunctionId.TrafficLight, WarningLevel.Caution),
            Of(FunctionId.ForwardCollision, WarningLevel.Imminent),
            Of(FunctionId.PedestrianCollision, WarningLevel.Imminent));

        FunctionId[] expected =
        [
            FunctionId.PedestrianCollision, FunctionId.ForwardCollision, FunctionId.LaneDeparture,
            FunctionId.TrafficLight, FunctionId.DriverMonitoring, FunctionId.OccupantMonitoring, FunctionId.TrafficSign,
        ];
        Assert.That(Order(), Is.EqualTo(expected));
    }

    [Test]
    public void Of_the_same_rank_the_older_comes_first()
    {
        At(
            10,
            Of(FunctionId.StopAndGo, WarningLevel.Information, 5),
            Of(FunctionId.HighBeam, WarningLevel.Information, 4));
        Assert.That(Order(), Is.EqualTo(new[] { FunctionId.HighBeam, FunctionId.StopAndGo }));
        At(
            10,
            Of(FunctionId.StopAndGo, WarningLevel.Information, 4),
            Of(FunctionId.HighBeam, WarningLevel.Information, 5));
        Assert.That(Order(), Is.EqualTo(new[] { FunctionId.StopAndGo, FunctionId.HighBeam }));
    }

    [Test]
    public void Every_function_at_once_is_shown_and_no_imminent_one_is_hidden()
    {
        var offered = new Warning[9];
        for (int i = 0; i < offered.Length; i++)
            offered[i] = Of((FunctionId)(i + 1), WarningLevel.Imminent);
        At(10, offered);

        Assert.That(_step.Count, Is.EqualTo(9));
        for (int i = 0; i < 9; i++)
            Assert.That(_step.Shown[i].Modality, Is.EqualTo(All));
    }

    [Test]
    public void One_function_has_one_place_for_its_most_urgent_warning()
    {
        At(
            10,
            Of(FunctionId.ForwardCollision, WarningLevel.Caution),
            Of(FunctionId.LaneDeparture, WarningLevel.Caution, side: WarningSide.Left),
            Of(FunctionId.LaneDeparture, WarningLevel.Imminent, side: WarningSide.Right),
            Of(FunctionId.LaneDeparture, WarningLevel.Information, side: WarningSide.Left));

        Assert.That(Order(), Is.EqualTo(new[] { FunctionId.LaneDeparture, FunctionId.ForwardCollision }));
        Assert.That(_step.Shown[0].Warning.Side, Is.EqualTo(WarningSide.Right));
    }

    [TestCase(10.0, 1)]
    [TestCase(10.001, 0)]
    public void What_is_no_longer_valid_is_not_shown(double now, int count)
    {
        Warning warning = Of(FunctionId.ForwardCollision, WarningLevel.Imminent);
        warning.ValidUntil = MonoTime.FromSeconds(10);
        At(now, warning);

        Assert.That(_step.Count, Is.EqualTo(count));
    }

    [TestCase(0, 1)]
    [TestCase(9, 0)]
    [TestCase(10, 1)]
    [TestCase(255, 1)]
    public void A_function_nobody_knows_is_counted(int function, int unknown)
    {
        At(10, Of((FunctionId)function, WarningLevel.Caution));

        Assert.That(_step.Unknown, Is.EqualTo(unknown));
        Assert.That(_step.Count, Is.EqualTo(1 - unknown));
    }

    [TestCase(WarningLevel.Information, WarningSide.Front, Modality.Visual)]
    [TestCase(WarningLevel.Information, WarningSide.Left, Modality.Visual)]
    [TestCase(WarningLevel.Caution, WarningSide.Front, Heard)]
    [TestCase(WarningLevel.Caution, WarningSide.None, Heard)]
    [TestCase(WarningLevel.Caution, WarningSide.Left, All)]
    [TestCase(WarningLevel.Caution, WarningSide.Right, All)]
    [TestCase(WarningLevel.Imminent, WarningSide.Front, All)]
    public void Urgency_and_side_choose_the_modality(WarningLevel level, WarningSide side, Modality expected)
    {
        At(10, Of(FunctionId.LaneDeparture, level, side: side));
        Assert.That(_step.Shown[0].Modality, Is.EqualTo(expected));
        At(60, Of(FunctionId.LaneDeparture, level, side: side));
        Assert.That(_step.Shown[0].Modality, Is.EqualTo(expected), "as long as it lasts");
    }

    [Test]
    public void Beside_an_imminent_warning_a_lesser_one_is_seen_but_not_heard()
    {
        At(
            10,
            Of(FunctionId.ForwardCollision, WarningLevel.Imminent),
            Of(FunctionId.LaneDeparture, WarningLevel.Caution, side: WarningSide.Left));
        Assert.That(_step.Shown[0].Modality, Is.EqualTo(All));
        Assert.That(_step.Shown[1].Modality, Is.EqualTo(Modality.Visual));

        At(11, Of(FunctionId.LaneDeparture, WarningLevel.Caution, side: WarningSide.Left));
        Assert.That(_step.Shown[0].Modality, Is.EqualTo(All), "heard once it is alone");
    }

    [TestCase(2.9, Modality.Visual)]
    [TestCase(3.0, Heard)]
    public void The_same_level_sounds_again_only_after_a_while(double after, Modality expected)
    {
        At(10, Of(FunctionId.ForwardCollision, WarningLevel.Caution));
        At(11);
        At(10 + after, Of(FunctionId.ForwardCollision, WarningLevel.Caution));

        Assert.That(_step.Shown[0].Modality, Is.EqualTo(expected));
    }

    [Test]
    public void A_silent_repeat_stays_silent_while_it_lasts()
    {
        At(10, Of(FunctionId.ForwardCollision, WarningLevel.Caution));
        At(11);
        At(12, Of(FunctionId.ForwardCollision, WarningLevel.Caution));
        At(20, Of(FunctionId.ForwardCollision, WarningLevel.Caution));

        Assert.That(_step.Shown[0].Modality, Is.EqualTo(Modality.Visual));
    }

    [Test]
    public void A_higher_level_and_every_imminent_one_sound_at_once()
    {
        At(10, Of(FunctionId.ForwardCollision, WarningLevel.Caution));
        At(10.1, Of(FunctionId.ForwardCollision, WarningLevel.Imminent));
        Assert.That(_step.Shown[0].Modality, Is.EqualTo(All));
        At(10.2);
        At(10.3, Of(FunctionId.ForwardCollision, WarningLevel.Imminent));
        Assert.That(_step.Shown[0].Modality, Is.EqualTo(All));
    }

    [Test]
    public void A_falling_level_does_not_sound()
    {
        At(10, Of(FunctionId.ForwardCollision, WarningLevel.Imminent));
        At(20, Of(FunctionId.ForwardCollision, WarningLevel.Caution));
        Assert.That(_step.Shown[0].Modality, Is.EqualTo(Modality.Visual));
    }

    [Test]
    public void Functions_do_not_silence_each_other()
    {
        At(10, Of(FunctionId.ForwardCollision, WarningLevel.Caution));
        At(10.5, Of(FunctionId.DriverMonitoring, WarningLevel.Caution));

        Assert.That(_step.Shown[0].Modality, Is.EqualTo(Heard));
    }

    [Test]
    public void Steps_allocate_nothing_and_need_limits()
    {
        Warning[] offered =
        [
            Of(FunctionId.ForwardCollision, WarningLevel.Caution),
            Of(FunctionId.LaneDeparture, WarningLevel.Imminent),
        ];
        At(10, offered);

        long bytes = Allocation.Of(() =>
        {
            for (int i = 0; i < 20; i++)
                At(11, offered);
        });

        Assert.That(bytes, Is.Zero);
        Assert.That(() => WarningArbiter.Step(default, null!, default, []), Throws.ArgumentNullException);
    }

    private static Warning Driver(DriverEvent what, WarningLevel level) =>
        Of(FunctionId.DriverMonitoring, level, side: WarningSide.None) with { ObjectId = (int)what };

    private static Warning Occupant(SeatId seat, WarningLevel level) =>
        Of(FunctionId.OccupantMonitoring, level, side: WarningSide.None) with { ObjectId = (int)seat };

    [Test]
    public void Collision_comes_before_a_sleeping_driver_and_both_are_told_with_everything()
    {
        At(
            10,
            Driver(DriverEvent.Sleep, WarningLevel.Imminent),
            Of(FunctionId.ForwardCollision, WarningLevel.Imminent),
            Of(FunctionId.LaneDeparture, WarningLevel.Caution, side: WarningSide.Left),
            Occupant(SeatId.Row2Middle, WarningLevel.Caution));

        Assert.That(Order(), Is.EqualTo(new[]
        {
            FunctionId.ForwardCollision, FunctionId.DriverMonitoring, FunctionId.LaneDeparture,
            FunctionId.OccupantMonitoring,
        }));
        Assert.That(_step.Shown[0].Modality, Is.EqualTo(All));
        Assert.That(_step.Shown[1].Modality, Is.EqualTo(All));
        Assert.That(_step.Shown[2].Modality, Is.EqualTo(Modality.Visual));
        Assert.That(_step.Shown[3].Modality, Is.EqualTo(Modality.Visual));
    }

    [Test]
    public void Driver_goes_from_seen_to_heard_to_felt()
    {
        At(10, Driver(DriverEvent.EyesOnRoadRequest, WarningLevel.Information));
        Assert.That(_step.Shown[0].Modality, Is.EqualTo(Modality.Visual));
        At(13, Driver(DriverEvent.EyesOnRoadRequest, WarningLevel.Caution));
        Assert.That(_step.Shown[0].Modality, Is.EqualTo(Heard));
        At(16, Driver(DriverEvent.EyesOnRoadRequest, WarningLevel.Imminent));
        Assert.That(_step.Shown[0].Modality, Is.EqualTo(All));
    }

    [TestCase(12.9, 10.0)]
    [TestCase(13.0, 13.0)]
    public void Next_thing_of_the_cabin_is_news_once_the_last_sound_is_old(double atS, double soundS)
    {
        At(10, Occupant(SeatId.Row1DriverSide, WarningLevel.Caution));
        At(atS, Occupant(SeatId.Row2Middle, WarningLevel.Caution));

        FunctionVoice voice = _state[(int)FunctionId.OccupantMonitoring];
        Assert.That(voice.SoundSince, Is.EqualTo(MonoTime.FromSeconds(soundS)));
        Assert.That(voice.IsSounding, Is.True);
    }

    [Test]
    public void Same_thing_of_the_cabin_is_no_news()
    {
        At(10, Driver(DriverEvent.PhoneInHand, WarningLevel.Caution));
        At(20, Driver(DriverEvent.PhoneInHand, WarningLevel.Caution));

        Assert.That(_state[(int)FunctionId.DriverMonitoring].SoundSince, Is.EqualTo(MonoTime.FromSeconds(10)));
    }

    [Test]
    public void Another_track_ahead_is_no_news()
    {
        At(10, Of(FunctionId.ForwardCollision, WarningLevel.Caution) with { ObjectId = 4 });
        At(20, Of(FunctionId.ForwardCollision, WarningLevel.Caution) with { ObjectId = 5 });

        Assert.That(_state[(int)FunctionId.ForwardCollision].SoundSince, Is.EqualTo(MonoTime.FromSeconds(10)));
    }
}
