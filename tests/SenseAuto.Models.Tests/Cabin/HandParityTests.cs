using System;
using System.IO;
using System.Linq;
using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Inference;
using SenseAuto.Models;
using SenseAuto.Models.Cabin;

namespace SenseAuto.Tests.Models.Cabin;

/// <summary>The hand's points against those that the networks' publisher recorded on a video of one hand.</summary>
public sealed class HandParityTests
{
    private const string Golden = "cabin/tfjs-golden/hand-pose-detection/test_data/asl_hand";

    private static string Models => Path.Combine(SharedRecordings.RepositoryRoot, "artifacts", "models");

    [Test]
    public void Points_of_the_golden_hand_are_within_two_hundredths_of_its_palm()
    {
        HandScore score = HandsCommand.Score(
            SharedRecordings.PathOf(Golden + ".25fps.mp4"), SharedRecordings.PathOf(Golden + ".full.json"), Models);

        Assert.That(score.Missed, Is.Empty);
        Assert.That(score.Errors, Has.Count.EqualTo(325));
        Assert.That(score.Errors.Average(), Is.LessThan(0.02));
        Assert.That(score.NetworkErrors.Average(), Is.LessThan(0.02));
    }

    [TestCase("[[[1,2]]]", "hand 0 has 1 points")]
    [TestCase("[[[1]]]", "points.json")]
    [TestCase("{}", "points.json")]
    [TestCase("nonsense", "points.json")]
    public void Points_that_are_none_are_named(string text, string expected)
    {
        string folder = Directory.CreateTempSubdirectory("hands").FullName;
        try
        {
            string file = Path.Combine(folder, "points.json");
            File.WriteAllText(file, text);

            Assert.That(
                () => HandsCommand.Score("none.mp4", file, Models),
                Throws.TypeOf<InvalidDataException>().With.Message.Contains(expected));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void What_is_not_there_is_said_with_exit_code_two()
    {
        string[] words = ["cabin", "eval", "hands", "nowhere.mp4", "nowhere.json", "--models", Models];

        Assert.That(ModelCommands.Root().Parse(words).Invoke(), Is.EqualTo(2));
    }

    [Test]
    public void Following_a_hand_allocates_nothing()
    {
        using var video = new VideoPictures(SharedRecordings.PathOf(Golden + ".25fps.mp4"));
        using var follower = new HandFollower(new ModelStore(ModelCatalogue.Load(), Models));
        long taken = 0;
        for (int i = 0; i < 8 && video.TryNext(out CameraFrame picture); i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Assert.That(follower.TryFollow(picture), Is.True);
            if (i >= 4)
                taken += GC.GetAllocatedBytesForCurrentThread() - before;
        }

        // ONNX Runtime's own call takes some bytes; a tensor would take a hundred thousand.
        Assert.That(taken, Is.LessThan(4 * 512));
        Assert.That(follower.Hand.PalmPixels, Is.GreaterThan(50));
    }
}
