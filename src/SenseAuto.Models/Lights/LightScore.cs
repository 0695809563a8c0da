using SenseAuto.Core.Messages;
using Spectre.Console;

namespace SenseAuto.Models.Lights;

/// <summary>How often which light was taken for which.</summary>
public sealed class LightScore
{
    private static readonly LightState[] States =
        [LightState.Red, LightState.RedYellow, LightState.Yellow, LightState.Green, LightState.Off, LightState.Unknown];

    private readonly int[,] _counts = new int[6, 6];

    public int Count { get; private set; }

    public int Right { get; private set; }

    /// <summary>Red taken for green, or green for red: the mistakes that endanger.</summary>
    public int Swapped => Of(LightState.Red, LightState.Green) + Of(LightState.Green, LightState.Red);

    public double Share => Count > 0 ? (double)Right / Count : 0;

    public void Add(LightState truth, LightState said)
    {
        _counts[(int)truth, (int)said]++;
        Count++;
        Right += truth == said ? 1 : 0;
    }

    public int Of(LightState truth, LightState said) => _counts[(int)truth, (int)said];

    public void Print()
    {
        var table = new Table().AddColumn("truth, said:");
        foreach (LightState said in States)
            table.AddColumn($"{said}");
        table.AddColumn("right");
        foreach (LightState truth in States)
        {
            int all = 0;
            foreach (LightState said in States)
                all += Of(truth, said);
            if (all > 0)
                table.AddRow(Row(truth, all));
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine($"{Right} of {Count} right: {100 * Share:0.00} %; red and green swapped: {Swapped}");
    }

    private string[] Row(LightState truth, int all)
    {
        var cells = new string[States.Length + 2];
        cells[0] = truth.ToString();
        for (int i = 0; i < States.Length; i++)
            cells[i + 1] = $"{Of(truth, States[i])}";
        cells[^1] = $"{100.0 * Of(truth, truth) / all:0.00} %";
        return cells;
    }
}
