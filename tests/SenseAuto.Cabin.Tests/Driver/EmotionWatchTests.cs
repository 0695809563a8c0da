using NUnit.Framework;
using SenseAuto.Cabin.Driver;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Cabin.Driver;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class EmotionWatchTests
{
    private static readonly EmotionLimits Limits = DriverDrive.LimitsWith().Emotion;
    private EmotionState _state;
    private double _nowS = 100;

    private static EmotionScores Mostly(Emotion emotion, float share)
    {
        EmotionScores scores = default;
        for (int i = 0; i < EmotionScores.Count; i++)
            scores[i] = (1 - share) / (EmotionScores.Count - 1);
        scores[(int)emotion - 1] = share;
        return scores;
    }

    private Emotion Run(double seconds, EmotionScores scores, float quality = 1, Validity face = Validity.Valid)
    {
        double endS = _nowS + seconds;
        for (; _nowS < endS; _nowS += 0.1)
        {
            MonoTime at = MonoTime.FromSeconds(_nowS);
            var seen = new DriverObservation
            {
                Captured = at,
                Face = face,
                Emotions = scores,
                EmotionQuality = quality,
            };
            _state = EmotionWatch.Step(in _state, Limits, in seen, 0.4, at);
        }

        return _state.Emotion;
    }

    [Test]
    public void Clear_expression_is_told_at_once_and_a_vague_one_is_not()
    {
        Assert.That(Run(1, Mostly(Emotion.Happy, 0.3f)), Is.EqualTo(Emotion.Unknown));
        Assert.That(Run(5, Mostly(Emotion.Happy, 0.8f)), Is.EqualTo(Emotion.Happy));
    }

    [Test]
    public void Flash_of_another_expression_changes_nothing()
    {
        Run(5, Mostly(Emotion.Neutral, 0.9f));

        Assert.That(Run(0.7, Mostly(Emotion.Angry, 0.9f)), Is.EqualTo(Emotion.Neutral));
        Assert.That(Run(5, Mostly(Emotion.Neutral, 0.9f)), Is.EqualTo(Emotion.Neutral));
    }

    [Test]
    public void New_expression_is_told_once_it_prevails_and_stays_its_time()
    {
        Run(5, Mostly(Emotion.Neutral, 0.9f));
        Assert.That(Run(3, Mostly(Emotion.Surprised, 0.9f)), Is.EqualTo(Emotion.Surprised));

        // It prevailed after some 1.6 s: back to neutral needs the smoothing and three seconds of stay.
        Assert.That(Run(1.3, Mostly(Emotion.Neutral, 0.9f)), Is.EqualTo(Emotion.Surprised));
        Assert.That(Run(3, Mostly(Emotion.Neutral, 0.9f)), Is.EqualTo(Emotion.Neutral));
    }

    [TestCase(4.8, Emotion.Sad)]
    [TestCase(5.2, Emotion.Unknown)]
    public void Unseen_face_is_remembered_for_a_while(double seconds, Emotion expected)
    {
        Run(5, Mostly(Emotion.Sad, 0.9f));

        Assert.That(Run(seconds, default, face: Validity.Unavailable), Is.EqualTo(expected));
    }

    [TestCase(float.NaN)]
    [TestCase(1.5f)]
    [TestCase(-0.1f)]
    public void Scores_that_are_no_shares_are_not_used(float score)
    {
        EmotionScores bad = Mostly(Emotion.Fearful, 0.9f);
        bad[EmotionScores.Count - 1] = score;

        Assert.That(Run(3, bad), Is.EqualTo(Emotion.Unknown));
    }

    [Test]
    public void Poor_quality_is_not_used() =>
        Assert.That(Run(3, Mostly(Emotion.Disgusted, 0.9f), quality: 0.3f), Is.EqualTo(Emotion.Unknown));

    [Test]
    public void Driver_state_carries_the_emotion()
    {
        var drive = new DriverDrive();
        drive.Run(5, DriverScene.Alert with { Emotions = Mostly(Emotion.Angry, 0.9f), EmotionQuality = 1 });

        Assert.That(drive.Last.Driver.Emotion, Is.EqualTo(Emotion.Angry));
    }
}
