using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace SenseAuto.Calibration.Parameters;

/// <summary>Every number an OEM may set, once. Validation, profiles and documentation are made from it.</summary>
public static class ParameterTable
{
    private static readonly (Parameter[] Rows, ParameterOrder[] Orders)[] Groups =
    [
        (ForwardCollisionRows.Rows, ForwardCollisionRows.Orders),
        (PedestrianCollisionRows.Rows, PedestrianCollisionRows.Orders),
        (LaneDepartureRows.Rows, LaneDepartureRows.Orders),
        (TrafficSignRows.Rows, TrafficSignRows.Orders),
        (SignSightRows.Rows, SignSightRows.Orders),
        (RedLightRows.Rows, RedLightRows.Orders),
        (StopAndGoRows.Rows, StopAndGoRows.Orders),
        (HighBeamRows.Rows, HighBeamRows.Orders),
        (CameraRows.Rows, CameraRows.Orders),
        (FaceRows.Rows, FaceRows.Orders),
        (DriverRows.Rows, DriverRows.Orders),
        (DriverRuleRows.Rows, DriverRuleRows.Orders),
        (OccupantRows.Rows, OccupantRows.Orders),
        (CareRows.Rows, CareRows.Orders),
        (CabinRows.Rows, CabinRows.Orders),
        (RuntimeRows.Rows, RuntimeRows.Orders),
    ];

    private static readonly Dictionary<string, int> Places = Index();

    public static IReadOnlyList<Parameter> All { get; } = [.. Groups.SelectMany(group => group.Rows)];

    public static IReadOnlyList<ParameterOrder> Orders { get; } = [.. Groups.SelectMany(group => group.Orders)];

    public static bool TryFind(string name, out int place) => Places.TryGetValue(name, out place);

    /// <summary>The known name most like the given one.</summary>
    public static string NearestTo(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string nearest = All[0].Name;
        int least = int.MaxValue;
        foreach (Parameter parameter in All)
        {
            int distance = Edits(name, parameter.Name);
            if (distance < least)
                (nearest, least) = (parameter.Name, distance);
        }

        return nearest;
    }

    /// <summary>The documentation's table: one row a parameter, then the orders that must hold.</summary>
    public static string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Append("| name | unit | default | minimum | maximum | meaning | source |\n");
        text.Append("|---|---|---|---|---|---|---|\n");
        foreach (Parameter row in All)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| `{row.Name}` | {row.UnitSymbol} | {row.Default} | {row.Minimum} | {row.Maximum} ");
            text.Append(CultureInfo.InvariantCulture, $"| {row.Meaning} | {row.Source} |\n");
        }

        text.Append("\nWhatever a profile says, this must hold:\n\n");
        foreach (ParameterOrder order in Orders)
        {
            string sign = order.IsStrict ? "<" : "≤";
            text.Append(CultureInfo.InvariantCulture, $"- `{order.Lower}` {sign} `{order.Upper}`\n");
        }

        return text.ToString();
    }

    private static Dictionary<string, int> Index()
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (Parameter row in Groups.SelectMany(group => group.Rows))
            places.Add(row.Name, places.Count);

        return places;
    }

    /// <summary>How many single-letter changes lie between two names.</summary>
    private static int Edits(string from, string to)
    {
        int[] row = new int[to.Length + 1];
        for (int i = 0; i <= to.Length; i++)
            row[i] = i;

        for (int i = 1; i <= from.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int changed = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[to.Length];
    }
}
