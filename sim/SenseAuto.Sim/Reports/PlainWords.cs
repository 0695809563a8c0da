using System;
using System.Text;

namespace SenseAuto.Sim.Reports;

/// <summary>Names of the code as a person reads them.</summary>
public static class PlainWords
{
    /// <summary>LongDistraction: long distraction.</summary>
    public static string Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var words = new StringBuilder();
        foreach (char letter in name)
        {
            if (char.IsUpper(letter) && words.Length > 0)
                words.Append(' ');
            words.Append(char.ToLowerInvariant(letter));
        }

        return words.ToString();
    }
}
