using System.Collections.Generic;
using System.Globalization;

namespace SenseAuto.Can.Vehicle;

/// <summary>Collects everything that is wrong with one profile, so that it is reported together.</summary>
internal sealed class ProfileProblems(string file)
{
    private readonly List<string> _problems = [];

    public void Add(string path, string text) => _problems.Add($"{file}: {path}: {text}");

    /// <summary>NaN, which stands for a missing number, is out of every range.</summary>
    public void Range(string path, double value, double minimum, double maximum)
    {
        if (value >= minimum && value <= maximum)
            return;

        string found = double.IsNaN(value) ? "missing" : value.ToString(CultureInfo.InvariantCulture);
        Add(path, string.Create(CultureInfo.InvariantCulture, $"is {found}, allowed are {minimum}..{maximum}"));
    }

    /// <exception cref="VehicleProfileException">There is at least one problem.</exception>
    public void ThrowIfAny()
    {
        if (_problems.Count > 0)
            throw new VehicleProfileException(_problems);
    }
}
