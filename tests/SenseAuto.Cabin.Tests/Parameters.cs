using System;
using System.Linq;
using System.Text;
using SenseAuto.Calibration.Parameters;

namespace SenseAuto.Tests.Cabin;

/// <summary>The parameter table's defaults with a few numbers changed.</summary>
internal static class Parameters
{
    public static ParameterSet With(params (string Name, double Value)[] changes)
    {
        string rows = string.Join(",", changes.Select(c => FormattableString.Invariant($"\"{c.Name}\":{c.Value}")));
        byte[] json = Encoding.UTF8.GetBytes($"{{{rows}}}");
        return ParameterSet.TryLoad(json, "test", out ParameterSet? set, out var problems)
            ? set!
            : throw new ArgumentException(string.Join(Environment.NewLine, problems));
    }
}
