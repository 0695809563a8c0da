using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using SenseAuto.Sim.OpenScenario;

namespace SenseAuto.Sim.OpenDrive;

/// <summary>
/// An element of a road network or scenario file that knows where it stands, so that everything wrong is named with
/// file and
/// line. Values go through the parameters that are in force there.
/// </summary>
internal sealed partial class XmlNode
{
    private const string DeclarationEnd = "?>";
    private readonly XElement _element;
    private readonly string _file;

    private XmlNode(XElement element, string file, ParameterScope? scope)
    {
        _element = element;
        _file = file;
        Scope = scope;
    }

    public string Name => _element.Name.LocalName;

    public string File => _file;

    public int Line => ((IXmlLineInfo)_element).LineNumber;

    public ParameterScope? Scope { get; }

    /// <summary>What stands between the tags.</summary>
    public string Content => _element.Value.Trim();

    public static XmlNode Load(string path)
    {
        if (!System.IO.File.Exists(path))
            throw new ScenarioException(path, 0, "the file does not exist");

        try
        {
            using XmlReader reader = ReaderOf(path);
            return Of(XDocument.Load(reader, LoadOptions.SetLineInfo), path);
        }
        catch (XmlException broken)
        {
            throw new ScenarioException(path, broken.LineNumber, $"not well-formed XML: {broken.Message}");
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            throw new ScenarioException($"{path}: cannot be read: {broken.Message}", broken);
        }
    }

    public static XmlNode Parse(string text, string path) =>
        Of(XDocument.Parse(text, LoadOptions.SetLineInfo), path);

    public XmlNode In(ParameterScope scope) => new(_element, _file, scope);

    public bool HasChildren => _element.HasElements;

    public bool Has(string attribute) => Attribute(attribute) is not null;

    public XmlNode? Child(string name)
    {
        foreach (XElement child in _element.Elements())
        {
            if (child.Name.LocalName == name)
                return new XmlNode(child, _file, Scope);
        }

        return null;
    }

    public XmlNode Needed(string child) => Child(child) ?? throw Fail($"<{Name}> needs a <{child}>");

    public IEnumerable<XmlNode> Children(string? name = null)
    {
        foreach (XElement child in _element.Elements())
        {
            if (name is null || child.Name.LocalName == name)
                yield return new XmlNode(child, _file, Scope);
        }
    }

    public XmlNode FirstChild()
    {
        foreach (XmlNode child in Children())
            return child;
        throw Fail($"<{Name}> is empty");
    }

    public string? Text(string attribute)
    {
        string? raw = Attribute(attribute);
        return raw is null || Scope is null ? raw : Scope.Resolve(raw, this);
    }

    public string Required(string attribute) =>
        Text(attribute) ?? throw Fail($"<{Name}> needs the attribute {attribute}");

    /// <summary>A needed attribute as it is written, without its parameters.</summary>
    public string Plain(string attribute) =>
        Attribute(attribute) ?? throw Fail($"<{Name}> needs the attribute {attribute}");

    public double Number(string attribute) => ToNumber(attribute, Required(attribute));

    public double Number(string attribute, double fallback) =>
        Text(attribute) is { Length: > 0 } text ? ToNumber(attribute, text) : fallback;

    public int Integer(string attribute) => ToInteger(attribute, Number(attribute));

    public int Integer(string attribute, int fallback) => ToInteger(attribute, Number(attribute, fallback));

    public bool Flag(string attribute, bool fallback) => Text(attribute) switch
    {
        null or "" => fallback,
        "true" or "1" or "True" => true,
        "false" or "0" or "False" => false,
        string other => throw Fail($"{attribute}=\"{other}\" is neither true nor false"),
    };

    public ScenarioException Fail(string text) => new(_file, Line, text);

    public ScenarioNote Note(string text) => new(_file, Line, text);

    // A file may name words of its own; what they grow to is bounded, and nothing outside the file is read.
    private static XmlReaderSettings Settings => new()
    {
        DtdProcessing = DtdProcessing.Parse,
        XmlResolver = null,
        MaxCharactersFromEntities = 1 << 20,
    };

    private static XmlReader ReaderOf(string path)
    {
        string text = System.IO.File.ReadAllText(path);
        int end = text.IndexOf(DeclarationEnd, StringComparison.Ordinal) + DeclarationEnd.Length;
        bool isOdd = end > DeclarationEnd.Length && OddDeclaration().IsMatch(text);
        return isOdd ? XmlReader.Create(new StringReader(text[end..]), Settings) : XmlReader.Create(path, Settings);
    }

    /// <summary>Some tools write the scenario's version where the XML's belongs: that line is left out.</summary>
    [GeneratedRegex("^\\s*<\\?xml\\s+version\\s*=\\s*[\"']1\\.[2-9]")]
    private static partial Regex OddDeclaration();

    private static XmlNode Of(XDocument document, string path) =>
        new(document.Root ?? throw new ScenarioException(path, 0, "the file is empty"), path, null);

    private string? Attribute(string name) => _element.Attribute(name)?.Value;

    private int ToInteger(string attribute, double number) => Math.Abs(number) <= int.MaxValue
        ? (int)Math.Round(number)
        : throw Fail($"<{Name}> {attribute}=\"{number}\" is too large a number");

    private double ToNumber(string attribute, string text)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) &&
            double.IsFinite(number))
        {
            return number;
        }

        throw Fail($"<{Name}> {attribute}=\"{text}\" is not a number");
    }
}
