using System;
using System.Collections.Generic;
using System.IO;
using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>The catalogs that a scenario names: finds an entry and gives it its parameters.</summary>
internal sealed class CatalogStore
{
    private readonly Dictionary<string, Dictionary<string, XmlNode>> _entries = new(StringComparer.Ordinal);
    private readonly List<string> _folders = [];
    private readonly ParameterScope _globals;

    public CatalogStore(XmlNode scenario, ScenarioSource source, ParameterScope globals, List<ScenarioNote> notes)
    {
        _globals = globals;
        foreach (XmlNode location in scenario.Child("CatalogLocations")?.Children() ?? [])
        {
            XmlNode directory = location.In(globals).Needed("Directory");
            string wanted = directory.Required("path");
            string? found = ScenarioSource.Find(wanted, scenario.File);
            if (found is null)
            {
                notes.Add(directory.Note($"the catalog folder {wanted} is not there"));
                continue;
            }

            _folders.Add(wanted);
            ReadAll(found, source);
        }
    }

    /// <summary>The element to which a CatalogReference refers, with the values that it assigns.</summary>
    /// <exception cref="ScenarioException">No such catalog or entry.</exception>
    public XmlNode Entry(XmlNode reference)
    {
        string catalog = reference.Required("catalogName");
        string name = reference.Required("entryName");
        if (!_entries.TryGetValue(catalog, out Dictionary<string, XmlNode>? entries))
        {
            string folders = _folders.Count == 0 ? "<CatalogLocations> names no folder that is there" : "searched: " + string.Join(", ", _folders);
            throw reference.Fail($"the catalog {catalog} is in none of the catalog folders ({folders})");
        }

        if (!entries.TryGetValue(name, out XmlNode? entry))
            throw reference.Fail($"the catalog {catalog} has no entry {name}");

        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (XmlNode assignment in reference.Child("ParameterAssignments")?.Children("ParameterAssignment") ?? [])
            given[assignment.Plain("parameterRef").TrimStart('$')] = assignment.Required("value");
        return entry.In(_globals.Inner(entry, given));
    }

    /// <summary>What stands inside a node: the named child itself, or the entry to which its CatalogReference
    /// refers.</summary>
    public XmlNode Resolve(XmlNode parent, string child)
    {
        if (parent.Child("CatalogReference") is { } reference)
            return Entry(reference);

        XmlNode inline = parent.Needed(child);
        return inline.Child("ParameterDeclarations") is null || inline.Scope is null
            ? inline : inline.In(inline.Scope.Inner(inline));
    }

    private void ReadAll(string place, ScenarioSource source)
    {
        if (File.Exists(place))
        {
            Read(source.File(place));
            return;
        }

        string[] files = Directory.GetFiles(place, "*.xosc");
        Array.Sort(files, StringComparer.Ordinal);
        foreach (string file in files)
            Read(source.File(file));
    }

    private void Read(XmlNode root)
    {
        if (root.Child("Catalog") is not { } catalog)
            return;

        // Some references use the file's name where the catalog in it has another one.
        foreach (string name in new[] { catalog.Text("name") ?? "", Path.GetFileNameWithoutExtension(root.File) })
        {
            if (!_entries.TryGetValue(name, out Dictionary<string, XmlNode>? entries))
                _entries[name] = entries = new Dictionary<string, XmlNode>(StringComparer.Ordinal);
            foreach (XmlNode entry in catalog.Children())
                entries.TryAdd(entry.Required("name"), entry);
        }
    }
}
