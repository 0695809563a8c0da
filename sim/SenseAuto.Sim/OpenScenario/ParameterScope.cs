using System;
using System.Collections.Generic;
using System.Text;
using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>The parameters in force at a place of a file: names and values, the inner ones hiding the outer
/// ones.</summary>
internal sealed class ParameterScope(ParameterScope? outer)
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public void Set(string name, string value) => _values[name] = value;

    public bool TryGet(string name, out string value)
    {
        for (ParameterScope? scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope._values.TryGetValue(name, out value!))
                return true;
        }

        value = "";
        return false;
    }

    private ParameterScope? Outer { get; } = outer;

    /// <summary>Declares what stands in a node's ParameterDeclarations, with other values where somebody gives
    /// them.</summary>
    public void Declare(XmlNode node, IReadOnlyDictionary<string, string>? given = null)
    {
        foreach (XmlNode declaration in node.Child("ParameterDeclarations")?.Children("ParameterDeclaration") ?? [])
        {
            string name = declaration.Required("name");
            string value = given is not null && given.TryGetValue(name, out string? other)
                ? Resolve(other, declaration) : declaration.In(this).Text("value") ?? "";
            Set(name, value);
            ParameterConstraints.Check(declaration.In(this), name, value);
        }
    }

    /// <summary>A new scope with what a node declares, inside this one.</summary>
    public ParameterScope Inner(XmlNode node, IReadOnlyDictionary<string, string>? given = null)
    {
        var inner = new ParameterScope(this);
        inner.Declare(node, given);
        return inner;
    }

    /// <summary>Puts parameters and expressions into a value: <c>$name</c>, <c>${...}</c>, alone or within
    /// text.</summary>
    /// <exception cref="ScenarioException">A parameter that is not declared, or an expression that makes no
    /// sense.</exception>
    public string Resolve(string raw, XmlNode at)
    {
        if (!raw.Contains('$', StringComparison.Ordinal))
            return raw;

        var text = new StringBuilder();
        for (int i = 0; i < raw.Length;)
        {
            if (raw[i] == '\\' && i + 1 < raw.Length && raw[i + 1] == '$')
            {
                text.Append('$');
                i += 2;
            }
            else if (raw[i] != '$' || i + 1 == raw.Length)
            {
                text.Append(raw[i++]);
            }
            else
            {
                text.Append(raw[i + 1] == '{' ? Expression(raw, ref i, at) : Named(raw, ref i, at));
            }
        }

        return text.ToString();
    }

    private string Expression(string raw, ref int i, XmlNode at)
    {
        int end = raw.IndexOf('}', i);
        if (end < 0)
            throw at.Fail($"\"{raw}\": the expression is not closed by }}");

        string inner = raw[(i + 2)..end];
        i = end + 1;
        try
        {
            return ScenarioExpression.Evaluate(inner, Lookup);
        }
        catch (FormatException wrong)
        {
            throw at.Fail($"\"{inner}\": {wrong.Message}");
        }
    }

    private string Named(string raw, ref int i, XmlNode at)
    {
        int end = i + 1;
        while (end < raw.Length && (char.IsLetterOrDigit(raw[end]) || raw[end] == '_'))
            end++;
        string name = raw[(i + 1)..end];
        if (!TryGet(name, out string value))
            throw at.Fail($"the parameter ${name} is not declared");

        i = end;
        return value;
    }

    private string? Lookup(string name) => TryGet(name, out string value) ? value : null;
}
