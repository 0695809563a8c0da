using System;
using System.Collections.Generic;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>All elements of the storyboard by kind and name.</summary>
internal sealed class StoryIndex
{
    private readonly List<StoryElement> _elements = [];

    public void Add(StoryElement element) => _elements.Add(element);

    /// <summary>The elements with a name; the name may go through parents: story::act::event.</summary>
    public StoryElement[] Find(StoryElementKind kind, string name)
    {
        string[] path = name.Split("::");
        var found = new List<StoryElement>();
        foreach (StoryElement element in _elements)
        {
            if (element.Kind == kind && IsAt(element, path))
                found.Add(element);
        }

        return [.. found];
    }

    private static bool IsAt(StoryElement element, string[] path)
    {
        StoryElement? at = element;
        for (int i = path.Length - 1; i >= 0; i--)
        {
            if (at is null || !string.Equals(at.Name, path[i], StringComparison.Ordinal))
                return false;
            at = at.Parent;
        }

        return true;
    }
}
