using System;
using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Models.Signs;

namespace SenseAuto.Models.Tests.Signs;

public sealed class SignScoreTests
{
    /// <summary>Classes from the likeliest down; the rest are equal and far below.</summary>
    private static float[] Ranked(params SignClass[] order)
    {
        float[] row = new float[SignClasses.Count];
        Array.Fill(row, -50);
        for (int i = 0; i < order.Length; i++)
            row[(int)order[i]] = -1 - i;
        return row;
    }

    [Test]
    public void Answers_are_counted_by_rank()
    {
        var score = new SignScore();
        score.Add(SignClass.Stop, Ranked(SignClass.Stop));
        score.Add(SignClass.Stop, Ranked(SignClass.GiveWay, SignClass.NoEntry, SignClass.Stop));
        score.Add(SignClass.Stop, Ranked(SignClass.GiveWay, SignClass.NoEntry, SignClass.NoTrucks, SignClass.Stop));

        Assert.That((score.Count, score.Right, score.RightOfThree), Is.EqualTo((3, 1, 2)));
        Assert.That((score.CountOf(SignClass.Stop), score.RightOf(SignClass.Stop)), Is.EqualTo((3, 1)));
        Assert.That(score.CountOf(SignClass.GiveWay), Is.Zero);
    }

    [TestCase(SignClass.Unknown)]
    [TestCase(SignClass.SpeedLimit40)]
    public void Class_that_the_benchmark_has_not_counts_in_the_car_only(SignClass first)
    {
        var score = new SignScore();
        score.Add(SignClass.SpeedLimit60, Ranked(first, SignClass.SpeedLimit60));

        Assert.That((score.Right, score.RightInCar), Is.EqualTo((1, 0)));
    }

    [Test]
    public void Worst_confusions_come_first()
    {
        var score = new SignScore();
        score.Add(SignClass.SpeedLimit30, Ranked(SignClass.SpeedLimit30));
        score.Add(SignClass.SpeedLimit30, Ranked(SignClass.SpeedLimit50));
        for (int i = 0; i < 2; i++)
            score.Add(SignClass.SpeedLimit30, Ranked(SignClass.SpeedLimit80));

        Assert.That(score.Worst(5), Is.EqualTo(new[]
        {
            new SignConfusion(SignClass.SpeedLimit30, SignClass.SpeedLimit80, 2),
            new SignConfusion(SignClass.SpeedLimit30, SignClass.SpeedLimit50, 1),
        }));
        Assert.That(score.Worst(1), Has.Count.EqualTo(1));
    }
}
