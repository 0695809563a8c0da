using System;
using System.Globalization;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>
/// The expressions of OpenSCENARIO XML 1.1 to 1.3: numbers, truth values, parameters, + - * / % and or not,
/// brackets, and the
/// functions of the standard (with the trigonometric ones and pi, which scenarios of 1.3 use).
/// </summary>
internal sealed class ScenarioExpression
{
    private readonly string _text;
    private readonly Func<string, string?> _lookup;
    private int _at;

    private ScenarioExpression(string text, Func<string, string?> lookup)
    {
        _text = text;
        _lookup = lookup;
    }

    /// <param name="text">What stands between <c>${</c> and <c>}</c>.</param>
    /// <param name="lookup">Value of a parameter, null when there is none.</param>
    /// <returns>The number with all its digits, or true or false.</returns>
    /// <exception cref="FormatException">What is wrong, in words.</exception>
    public static string Evaluate(string text, Func<string, string?> lookup)
    {
        var expression = new ScenarioExpression(text, lookup);
        Operand value = expression.Or();
        expression.Skip();
        if (expression._at < text.Length)
            throw new FormatException($"'{text[expression._at]}' is not understood");
        if (value.Text is not null)
            return value.Text;
        if (!double.IsFinite(value.Number))
            throw new FormatException("the result is not a finite number");

        return value.IsTruth
            ? (value.Number != 0 ? "true" : "false")
            : value.Number.ToString("R", CultureInfo.InvariantCulture);
    }

    private Operand Or()
    {
        Operand value = And();
        while (Takes("or"))
        {
            bool other = And().Truth;
            value = Operand.Of(value.Truth | other);
        }

        return value;
    }

    private Operand And()
    {
        Operand value = Sum();
        while (Takes("and"))
        {
            bool other = Sum().Truth;
            value = Operand.Of(value.Truth & other);
        }

        return value;
    }

    private Operand Sum()
    {
        Operand value = Product();
        while (true)
        {
            if (Takes('+'))
                value = Sum(in value, Product());
            else if (Takes('-'))
                value = Operand.Of(value.Value - Product().Value);
            else
                return value;
        }
    }

    /// <summary>Texts are strung together, as tools do that allow them in expressions.</summary>
    private static Operand Sum(in Operand a, in Operand b) => a.Text is null && b.Text is null
        ? Operand.Of(a.Value + b.Value)
        : new Operand(0, IsTruth: false, a.AsText + b.AsText);

    private Operand Product()
    {
        Operand value = Sign();
        while (true)
        {
            if (Takes('*'))
                value = Operand.Of(value.Value * Sign().Value);
            else if (Takes('/'))
                value = Operand.Of(value.Value / Sign().Value);
            else if (Takes('%'))
                value = Operand.Of(value.Value % Sign().Value);
            else
                return value;
        }
    }

    private Operand Sign()
    {
        if (Takes('-'))
            return Operand.Of(-Sign().Value);
        if (Takes('+'))
            return Sign();
        return Takes("not") ? Operand.Of(!Sign().Truth) : Primary();
    }

    private Operand Primary()
    {
        Skip();
        if (_at >= _text.Length)
            throw new FormatException("it ends too early");
        if (Takes('('))
        {
            Operand inner = Or();
            Close();
            return inner;
        }

        char first = _text[_at];
        if (first == '$')
        {
            _at++;
            return Parameter(Word());
        }

        return char.IsLetter(first) || first == '_' ? Named(Word()) : Number();
    }

    private Operand Parameter(string name)
    {
        string value = _lookup(name) ?? throw new FormatException($"the parameter ${name} is not declared");
        if (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
            return Operand.Of(number);

        return value switch
        {
            "true" => Operand.Of(true),
            "false" => Operand.Of(false),
            _ => new Operand(0, IsTruth: false, value),
        };
    }

    private Operand Named(string name)
    {
        if (Constant(name) is { } constant)
            return constant;
        if (!Takes('('))
            return new Operand(0, IsTruth: false, name + Tail());

        double first = Or().Value;
        double? second = Takes(',') ? Or().Value : null;
        Close();
        return Operand.Of(second is { } other ? ExpressionFunctions.Of(name, first, other)
            : ExpressionFunctions.Of(name, first));
    }

    /// <summary>The rest of a bare text: up to the next sum or bracket.</summary>
    private string Tail()
    {
        int start = _at;
        while (_at < _text.Length && _text[_at] is not ('+' or ')' or ','))
            _at++;
        string tail = _text[start.._at].Trim();
        return tail.Length > 0 ? " " + tail : "";
    }

    private static Operand? Constant(string name) => name switch
    {
        "true" => Operand.Of(true),
        "false" => Operand.Of(false),
        "pi" or "PI" => Operand.Of(Math.PI),
        "e" or "E" => Operand.Of(Math.E),
        _ => null,
    };

    private Operand Number()
    {
        int start = _at;
        while (_at < _text.Length && (char.IsAsciiDigit(_text[_at]) || _text[_at] == '.' || IsExponent(start)))
            _at++;
        if (!double.TryParse(_text.AsSpan(start, _at - start), NumberStyles.Float, CultureInfo.InvariantCulture, out double n))
            throw new FormatException($"'{_text[start]}' is not understood");

        return Operand.Of(n);
    }

    private bool IsExponent(int start) =>
        _at > start && (_text[_at] is 'e' or 'E' || (_text[_at] is '-' or '+' && _text[_at - 1] is 'e' or 'E'));

    private string Word()
    {
        int start = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] == '_'))
            _at++;
        return _text[start.._at];
    }

    private void Close()
    {
        if (!Takes(')'))
            throw new FormatException("a closing bracket is missing");
    }

    private bool Takes(char wanted)
    {
        Skip();
        if (_at >= _text.Length || _text[_at] != wanted)
            return false;

        _at++;
        return true;
    }

    private bool Takes(string word)
    {
        Skip();
        int end = _at + word.Length;
        if (string.CompareOrdinal(_text, _at, word, 0, word.Length) != 0 ||
            (end < _text.Length && (char.IsLetterOrDigit(_text[end]) || _text[end] == '_')))
        {
            return false;
        }

        _at = end;
        return true;
    }

    private void Skip()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
            _at++;
    }

    private readonly record struct Operand(double Number, bool IsTruth, string? Text)
    {
        public double Value => Text is null && !IsTruth
            ? Number : throw new FormatException($"{Text ?? "a truth value"} is not a number");

        public string AsText => Text ?? (IsTruth ? Number != 0 ? "true" : "false"
            : Number.ToString("R", CultureInfo.InvariantCulture));

        public bool Truth => IsTruth ? Number != 0 : throw new FormatException("a number is no truth value");

        public static Operand Of(double number) => new(number, IsTruth: false, null);

        public static Operand Of(bool truth) => new(truth ? 1 : 0, IsTruth: true, null);
    }
}
