using System.Collections.Generic;
using SenseAuto.Core.Messages;
using SenseAuto.Sim.Reports;

namespace SenseAuto.Service.Session;

/// <summary>The numbers a warning was decided on, as a person reads them: name, value with its unit, limit.</summary>
internal static class EvidenceWords
{
    // Longest first: m/s² ends like m/s, and that like s.
    private static readonly (string Ending, string Unit)[] Units =
        [("Mps2", " m/s²"), ("Mps", " m/s"), ("Percent", " %"), ("Share", ""), ("Code", ""), ("M", " m"), ("S", " s")];

    public static string Of(in Warning warning)
    {
        var parts = new List<string>();
        for (int i = 0; i < EvidenceList.Capacity; i++)
        {
            Evidence evidence = warning.Why[i];
            if (evidence.Quantity != Quantity.None)
                parts.Add(Of(in evidence));
        }

        return string.Join(", ", parts);
    }

    private static string Of(in Evidence evidence)
    {
        string name = evidence.Quantity.ToString();
        string unit = "";
        foreach ((string ending, string its) in Units)
        {
            if (!name.EndsWith(ending, System.StringComparison.Ordinal))
                continue;

            (name, unit) = (name[..^ending.Length], its);
            break;
        }

        // A number without a limit of its own carries itself there.
        string limit = evidence.Limit == evidence.Value
            ? ""
            : System.FormattableString.Invariant($" (limit {evidence.Limit:F2})");
        return System.FormattableString.Invariant($"{PlainWords.Of(name)} {evidence.Value:F2}{unit}{limit}");
    }
}
