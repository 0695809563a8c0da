using System;
using System.Collections.Generic;
using System.Linq;
using SenseAuto.Core.Messages;

namespace SenseAuto.Models.Signs;

/// <summary>Two classes that were taken for each other, and how often.</summary>
public sealed record SignConfusion(SignClass Truth, SignClass Answer, int Count);

/// <summary>Counts right and wrong answers on labelled signs.</summary>
public sealed class SignScore
{
    private readonly int[,] _answers = new int[SignClasses.Count, SignClasses.Count];

    public int Count { get; private set; }

    /// <summary>Right among the classes of the benchmark.</summary>
    public int Right { get; private set; }

    /// <summary>The truth was among the three likeliest classes of the benchmark.</summary>
    public int RightOfThree { get; private set; }

    /// <summary>Right among all classes that the car knows, "no sign" among them.</summary>
    public int RightInCar { get; private set; }

    public int CountOf(SignClass truth) => Enumerable.Range(0, SignClasses.Count).Sum(answer => _answers[(int)truth, answer]);

    public int RightOf(SignClass truth) => _answers[(int)truth, (int)truth];

    /// <param name="logProbabilities">One per <see cref="SignClass"/>.</param>
    public void Add(SignClass truth, ReadOnlySpan<float> logProbabilities)
    {
        int better = 0;
        SignClass answer = truth;
        foreach (SignClass kind in GermanClasses.All)
        {
            better += logProbabilities[(int)kind] > logProbabilities[(int)truth] ? 1 : 0;
            if (logProbabilities[(int)kind] > logProbabilities[(int)answer])
                answer = kind;
        }

        bool isBest = true;
        foreach (float value in logProbabilities)
            isBest &= value <= logProbabilities[(int)truth];
        Count++;
        Right += better == 0 ? 1 : 0;
        RightOfThree += better < 3 ? 1 : 0;
        RightInCar += isBest ? 1 : 0;
        _answers[(int)truth, (int)answer]++;
    }

    /// <summary>The most frequent wrong answers.</summary>
    public IReadOnlyList<SignConfusion> Worst(int count)
    {
        IEnumerable<SignConfusion> all =
            from truth in Enumerable.Range(0, SignClasses.Count)
            from answer in Enumerable.Range(0, SignClasses.Count)
            where truth != answer && _answers[truth, answer] > 0
            orderby _answers[truth, answer] descending, truth, answer
            select new SignConfusion((SignClass)truth, (SignClass)answer, _answers[truth, answer]);
        return [.. all.Take(count)];
    }
}
