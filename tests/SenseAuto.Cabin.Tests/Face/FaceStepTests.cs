using NUnit.Framework;
using SenseAuto.Cabin.Face;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Cabin.Face;

public sealed class FaceStepTests
{
    private const double RateHz = 30;
    private static readonly PictureLook Lit = new(120, 40, 20, 1);

    private static readonly FaceInput Seen = new(true, false, Lit, 1, false, true, new FaceReading
    {
        HeadQuality = 1,
        Yaw = new Radians(0.1),
        Left = new EyeReading(0.009, 0.3f, new Vector3d(1, 0, 0), 1, false),
        Right = new EyeReading(0.009, 0.3f, new Vector3d(1, 0, 0), 1, false),
    });

    private static FaceInput Closed => Seen with
    {
        Reading = Seen.Reading with
        {
            Left = Seen.Reading.Left with { LidM = 0.0005 },
            Right = Seen.Reading.Right with { LidM = 0.0005 },
        },
    };

    private static FaceState Run(ref FaceMemory memory, FaceInput input, double fromS, double forS)
    {
        FaceState state = default;
        for (int i = 0; i < forS * RateHz; i++)
        {
            MonoTime now = MonoTime.FromSeconds(fromS + (i / RateHz));
            (memory, state) = FaceStep.Step(in input, in memory, FaceScene.Limits, now);
        }

        return state;
    }

    [Test]
    public void A_face_is_valid_at_once_and_its_numbers_are_the_readings()
    {
        FaceMemory memory = default;

        FaceState state = Run(ref memory, Seen, 1, 0.1);

        Assert.Multiple(() =>
        {
            Assert.That(state.Validity, Is.EqualTo(Validity.Valid));
            Assert.That(state.Reason, Is.EqualTo(FaceReason.None));
            Assert.That(state.Head.Yaw.Value, Is.EqualTo(0.1).Within(1e-6));
            Assert.That(state.LeftEye.Opening, Is.EqualTo(1).Within(0.05));
            Assert.That(state.Gaze.Quality, Is.EqualTo(1));
            Assert.That(state.Neutral.IsLearned, Is.False);
        });
    }

    [TestCase(FaceReason.NoPicture)]
    [TestCase(FaceReason.ModelFailed)]
    [TestCase(FaceReason.TooDark)]
    [TestCase(FaceReason.CameraCovered)]
    [TestCase(FaceReason.CameraTurned)]
    [TestCase(FaceReason.NoFace)]
    public void Without_a_face_the_state_says_why_and_holds_nothing_else(FaceReason reason)
    {
        FaceInput input = Seen with { HasFace = false };
        input = reason switch
        {
            FaceReason.NoPicture => input with { HasPicture = false },
            FaceReason.ModelFailed => input with { IsModelFailed = true },
            FaceReason.TooDark => input with { Look = Lit with { Level = 5 } },
            FaceReason.CameraCovered => input with { Look = Lit with { Spread = 2 } },
            FaceReason.CameraTurned => input with { Look = Lit with { Likeness = 0.1f } },
            _ => input,
        };
        FaceMemory memory = default;
        Run(ref memory, Seen, 0, 2);

        FaceState state = Run(ref memory, input, 2, 0.1);

        Assert.That(state.Validity, Is.EqualTo(Validity.Unavailable));
        Assert.That(state.Reason, Is.EqualTo(reason));
        Assert.That(state.LeftEye, Is.EqualTo(default(EyeState)));
        Assert.That(state.Head, Is.EqualTo(default(HeadPose)));
    }

    [TestCase(FaceReason.EyesHidden)]
    [TestCase(FaceReason.MouthHidden)]
    [TestCase(FaceReason.TwoFaces)]
    public void A_lasting_cause_is_told_within_ten_seconds_and_taken_back_after(FaceReason reason)
    {
        FaceReading hidden = reason switch
        {
            FaceReason.EyesHidden => Seen.Reading with
            {
                Left = Seen.Reading.Left with { IsShaded = true, Quality = 0 },
                Right = Seen.Reading.Right with { IsShaded = true, Quality = 0 },
            },
            FaceReason.MouthHidden => Seen.Reading with { IsMouthCovered = true },
            _ => Seen.Reading,
        };
        FaceInput input = Seen with { Reading = hidden, HasTwoAtWheel = reason == FaceReason.TwoFaces };
        FaceMemory memory = default;
        Run(ref memory, Seen, 0, 5);

        FaceState early = Run(ref memory, input, 5, 0.3);
        FaceState told = Run(ref memory, input, 5.3, 2);
        FaceState after = Run(ref memory, Seen, 7.3, 5);

        Assert.That(early.Reason, Is.EqualTo(FaceReason.None));
        Assert.That(told.Reason, Is.EqualTo(reason));
        Assert.That(told.Validity, Is.EqualTo(Validity.Degraded));
        Assert.That(after.Reason, Is.EqualTo(FaceReason.None));
    }

    [Test]
    public void Hidden_eyes_are_not_closed_eyes()
    {
        FaceInput input = Seen with
        {
            Reading = Closed.Reading with
            {
                Left = Closed.Reading.Left with { IsShaded = true, Quality = 0 },
                Right = Closed.Reading.Right with { IsShaded = true, Quality = 0 },
            },
        };
        FaceMemory memory = default;

        FaceState state = Run(ref memory, input, 0, 5);

        Assert.That(state.LeftEye.Quality, Is.Zero);
        Assert.That(state.RightEye.Quality, Is.Zero);
        Assert.That(state.Gaze.Quality, Is.Zero);
    }

    [Test]
    public void Closed_eyes_are_measured_closed_and_have_no_gaze()
    {
        FaceMemory memory = default;
        Run(ref memory, Seen, 0, 5);

        FaceState state = Run(ref memory, Closed, 5, 3);

        Assert.That(state.LeftEye.Opening, Is.LessThan(0.1));
        Assert.That(state.LeftEye.Quality, Is.EqualTo(1));
        Assert.That(state.Gaze.Quality, Is.Zero);
        Assert.That(state.Validity, Is.EqualTo(Validity.Valid));
    }

    [TestCase(0.006)]
    [TestCase(0.009)]
    [TestCase(0.012)]
    public void The_drivers_own_open_eye_becomes_one(double lidM)
    {
        FaceInput input = Seen with
        {
            Reading = Seen.Reading with
            {
                Left = Seen.Reading.Left with { LidM = lidM },
                Right = Seen.Reading.Right with { LidM = lidM },
            },
        };
        FaceMemory memory = default;

        FaceState state = Run(ref memory, input, 0, 25);

        Assert.That(state.Neutral.IsLearned, Is.True);
        Assert.That(state.Neutral.OpenLid.Value, Is.EqualTo(lidM).Within(0.0004));
        Assert.That(state.LeftEye.Opening, Is.EqualTo(1).Within(0.06));
    }

    [Test]
    public void A_long_closure_does_not_become_the_normal()
    {
        FaceMemory memory = default;
        double learnedM = Run(ref memory, Seen, 0, 25).Neutral.OpenLid.Value;

        FaceState after = Run(ref memory, Closed, 25, 60);

        Assert.That(after.Neutral.OpenLid.Value, Is.EqualTo(learnedM));
    }

    [Test]
    public void Learning_shows_its_progress_and_finds_where_the_driver_looks_most()
    {
        FaceInput aside = Seen with { Reading = Seen.Reading with { Yaw = new Radians(0.9) } };
        FaceMemory memory = default;

        float early = Run(ref memory, Seen, 0, 5).Neutral.Progress;
        float half = Run(ref memory, Seen, 5, 8).Neutral.Progress;
        Run(ref memory, aside, 13, 3);
        DriverNeutral neutral = Run(ref memory, Seen, 16, 15).Neutral;

        Assert.That(early, Is.GreaterThan(0).And.LessThan(half));
        Assert.That(half, Is.LessThan(1));
        Assert.That(neutral.IsLearned, Is.True);
        Assert.That(neutral.HeadYaw.Value, Is.EqualTo(0.1).Within(0.05));
        Assert.That(neutral.GazeYaw.Value, Is.EqualTo(0).Within(0.02));
    }

    [TestCase(0.5f, 0)]
    [TestCase(0.6f, 2)]
    public void A_wide_mouth_is_timed(float opening, double seconds)
    {
        FaceMemory memory = default;
        Run(ref memory, Seen, 0, 1);

        FaceState state = Run(ref memory, Seen with { Reading = Seen.Reading with { MouthOpening = opening } }, 1, 2);

        Assert.That(state.Mouth.Opening, Is.EqualTo(opening));
        Assert.That(state.Mouth.WideFor.Seconds, Is.EqualTo(seconds).Within(0.1));
    }

    [Test]
    public void Grey_pictures_are_said_to_be_and_lose_nothing()
    {
        FaceMemory memory = default;

        FaceState state = Run(ref memory, Seen with { Look = Lit with { Colour = 0 } }, 0, 1);

        Assert.That(state.Conditions, Is.EqualTo(FaceConditions.GreyPicture));
        Assert.That(state.Validity, Is.EqualTo(Validity.Valid));
    }

    [Test]
    public void The_same_pictures_give_the_same_states_at_any_frame_rate()
    {
        FaceMemory slow = default;
        FaceMemory fast = default;
        for (int i = 0; i <= 250; i++)
            (slow, _) = FaceStep.Step(Seen, in slow, FaceScene.Limits, MonoTime.FromSeconds(i * 0.1));
        for (int i = 0; i <= 1500; i++)
            (fast, _) = FaceStep.Step(Seen, in fast, FaceScene.Limits, MonoTime.FromSeconds(i / 60.0));

        Assert.That(slow.Learning.LookedFor.Seconds, Is.EqualTo(fast.Learning.LookedFor.Seconds).Within(0.11));
        Assert.That(slow.Learning.LidM, Is.EqualTo(fast.Learning.LidM).Within(0.0004));
    }

    [Test]
    public void A_step_takes_no_memory()
    {
        FaceMemory memory = default;
        Run(ref memory, Seen, 0, 1);
        FaceInput input = Seen;

        FaceState state = default;
        long taken = Allocation.Of(
            () => (memory, state) = FaceStep.Step(in input, in memory, FaceScene.Limits, MonoTime.FromSeconds(1)));

        Assert.That(taken, Is.Zero);
        Assert.That(state.Validity, Is.EqualTo(Validity.Valid));
    }
}
