using System.Globalization;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>A parameter or variable while the scenario runs: a text, or a number. Setting it allocates
/// nothing.</summary>
internal sealed class RuntimeValue
{
    public RuntimeValue(string text)
    {
        Text = text;
        Set(text);
    }

    /// <summary>As it was last set in words; not up to date once it was set as a number.</summary>
    public string Text { get; private set; }

    public double Number { get; private set; }

    public bool IsNumber { get; private set; }

    public void Set(string text)
    {
        Text = text;
        IsNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number);
        Number = IsNumber ? number : 0;
    }

    public void Set(double number)
    {
        Number = number;
        IsNumber = true;
    }
}
