using System;
using System.Collections.Generic;
using SenseAuto.Core.Time;

namespace SenseAuto.Core;

/// <summary>Collects everything that is wrong with a set of limits, so that all of it is told at once.</summary>
public sealed class LimitProblems(string of)
{
    private readonly List<string> _problems = [];

    public void Positive(double value, string name) =>
        Require(value > 0 && double.IsFinite(value), $"{name} must be above 0");

    public void Positive(MonoDuration value, string name) => Require(value.Nanoseconds > 0, $"{name} must be above 0");

    public void NotNegative(double value, string name) =>
        Require(value >= 0 && double.IsFinite(value), $"{name} must not be negative");

    public void NotNegative(MonoDuration value, string name) =>
        Require(value.Nanoseconds >= 0, $"{name} must not be negative");

    /// <summary>Write the condition so that NaN makes it false.</summary>
    public void Require(bool condition, string problem)
    {
        if (!condition)
            _problems.Add(problem);
    }

    public void ThrowIfAny()
    {
        if (_problems.Count > 0)
            throw new ArgumentException($"{of}: {string.Join("; ", _problems)}");
    }
}
