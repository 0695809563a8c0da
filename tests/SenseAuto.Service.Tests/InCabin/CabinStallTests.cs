using System;
using System.Diagnostics.CodeAnalysis;
using NUnit.Framework;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Service;
using SenseAuto.Service.Cabin;

namespace SenseAuto.Tests.Service;

/// <summary>The cabin loop with the real networks on pictures that show nobody, nothing, or stay away.</summary>
public sealed class CabinStallTests
{
    private const int Width = 640;
    private const int Height = 480;

    // Slower than a car's: the same answers for a third of the networks' work.
    private const double FrameS = 0.1;
    private readonly ManualTime _time = new();
    private CabinChannel _channel = null!;
    private PlainCamera _camera = null!;
    private CabinSight? _sight;
    private CabinLoop _loop = null!;
    private FrameClock _clock = null!;

    [SetUp]
    public void Build()
    {
        _time.AdvanceTo(_time.Now + MonoDuration.FromSeconds(1));
        _clock = new FrameClock(_time);
        (_channel, _camera) = (new CabinChannel(), new PlainCamera(Width, Height));
        MonoDuration period = MonoDuration.FromSeconds(FrameS);
        var options = new CabinEyeOptions(ParameterSet.Defaults, Played.Place.Models(), IsThreaded: false, period);
        _sight = CabinEyes.Open(CabinEyes.Uncalibrated(Width, Height), options, out _);
        FrameBudget budget = CabinEyes.BudgetFrom(ParameterSet.Defaults);
        var judge = new LiveJudge(_clock, budget, MonoDuration.FromMilliseconds(10));
        CabinPolicies policies = CabinEyes.PoliciesOf(ParameterSet.Defaults, Played.Place.LoadVehicle("simulated-suv"));
        _loop = new CabinLoop(new CabinParts(_camera, _sight, policies, _channel, judge) { Budget = budget }, _clock);
    }

    [TearDown]
    public void Close() => _sight?.Dispose();

    [Test]
    public void Camera_that_gives_nothing_is_named_and_nobody_is_attentive()
    {
        _camera.IsSilent = true;
        Run(seconds: 1);

        Assert.That(_loop.Frame.Verdict.DriverStatus.Reason, Is.EqualTo(FunctionReason.NoCamera));
        Assert.That(_loop.Frame.Verdict.Driver.Validity, Is.EqualTo(Validity.Unavailable));
        Assert.That(_loop.Frame.Verdict.Driver.IsAttentive, Is.False);
    }

    [TestCase((byte)3, FunctionReason.TooDark)]
    [TestCase((byte)120, FunctionReason.CameraCovered)]
    public void Picture_without_content_is_named_within_ten_seconds(byte level, FunctionReason expected)
    {
        _camera.Level = level;
        Run(seconds: 6);

        Assert.That(_loop.Frame.Verdict.DriverStatus.Reason, Is.EqualTo(expected));
        Assert.That(_loop.Frame.Verdict.Driver.IsAttentive, Is.False);
    }

    [Test]
    public void Camera_that_stalls_is_named_within_half_a_second()
    {
        _camera.Level = 120;
        Run(seconds: 1);
        _camera.IsSilent = true;
        Run(seconds: 0.5);

        Assert.That(_loop.Frame.Verdict.DriverStatus.Reason, Is.EqualTo(FunctionReason.NoCamera));
    }

    [Test]
    public void Frames_allocate_nothing_and_every_picture_goes_back_to_its_pool()
    {
        _camera.Level = 120;
        Run(seconds: 2);
        Assert.That(Allocation.Of(() => Run(seconds: 4)), Is.Zero);
        Assert.That(_camera.Pool.Exhausted, Is.Zero);
    }

    [Test]
    public void Road_loop_that_stands_still_stops_decisions_and_counts_them()
    {
        _camera.IsSilent = true;
        for (int i = 0; i < 100; i++)
            Step();

        Assert.That(_loop.Undecided, Is.EqualTo(100 - 64));
    }

    private void Run(double seconds)
    {
        for (double s = 0; s < seconds; s += FrameS)
        {
            Step();
            while (_channel.TryReceive(out _))
            {
            }
        }
    }

    private void Step()
    {
        _camera.Now = _time.Now;
        FrameTick tick = _clock.Next();
        _loop.RunFrame(in tick, tick.Start);
        _time.Advance(MonoDuration.FromSeconds(FrameS));
    }

    /// <summary>One picture a frame, all of one level.</summary>
    private sealed class PlainCamera(int width, int height) : ICameraSource
    {
        private long _sequence;
        private MonoTime _last;

        public FramePool Pool { get; } = new(6, CameraFrame.BytesFor(width, height, PixelFormat.Gray8));

        public byte Level { get; set; }

        public bool IsSilent { get; set; }

        public MonoTime Now { get; set; }

        public bool IsEnded => false;

        public bool TryRead([NotNullWhen(true)] out CameraFrame? frame)
        {
            frame = null;
            if (IsSilent || _last == Now || !Pool.TryRent(out CameraFrame rented))
                return false;

            _last = Now;
            rented.Pixels.AsSpan().Fill(Level);
            rented.Describe(Now, _sequence++, width, height, PixelFormat.Gray8);
            frame = rented;
            return true;
        }
    }
}
