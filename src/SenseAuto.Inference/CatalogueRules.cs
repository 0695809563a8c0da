using System;
using System.Collections.Generic;
using System.Linq;

namespace SenseAuto.Inference;

/// <summary>What every catalogue entry has to fulfil.</summary>
internal static class CatalogueRules
{
    private const int HashDigits = 64;

    public static List<string> Problems(ModelEntry[] models)
    {
        var problems = new List<string>();
        if (models.Length == 0)
            problems.Add("no models");

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (ModelEntry model in models)
        {
            if (!seen.Add(model.Id))
                problems.Add($"model '{model.Id}': listed twice");
            problems.AddRange(ProblemsOf(model).Select(problem => $"model '{model.Id}': {problem}"));
        }

        return problems;
    }

    private static IEnumerable<string> ProblemsOf(ModelEntry model)
    {
        if (model.Id.Length == 0 || !model.Id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            yield return "id must be small letters, digits and dashes";
        if (model.Licence.Length == 0)
            yield return "licence of the weights is missing";
        if (!(model.CostMs > 0 && model.CostMs < 1000))
            yield return $"costMs {model.CostMs} is not in 0..1000";
        if (!IsHash(model.Sha256))
            yield return "sha256 is not 64 hexadecimal digits";
        if (new object?[] { model.Package, model.Upstream, model.Trained }.Count(source => source is not null) != 1)
            yield return "exactly one of package, upstream and trained must be given";
        if (model.Package is { } package && !(IsHash(package.TopologySha256) && IsHash(package.WeightsSha256)))
            yield return "package: topologySha256 and weightsSha256 must be 64 hexadecimal digits";
        foreach (string problem in ShapeProblems(model))
            yield return problem;
    }

    private static IEnumerable<string> ShapeProblems(ModelEntry model)
    {
        InputSpec input = model.Input;
        if (input.Shape.Length != 4 || input.Shape.Any(size => size < 1) || input.Shape[0] != 1)
            yield return $"input shape [{string.Join(',', input.Shape)}] is not four sizes with a batch of one";
        else if (input.Colour != ColourOrder.Features && input.Channels != (input.Colour == ColourOrder.Grey ? 1 : 3))
            yield return $"input has {input.Channels} channels, which is not {input.Colour}";
        if (!(input.Scale > 0 && float.IsFinite(input.Scale) && float.IsFinite(input.Offset)))
            yield return "input scale must be above zero and offset finite";
        if (model.Outputs.Length == 0)
            yield return "no outputs";
        foreach (TensorSpec output in model.Outputs.Where(output => !IsShape(output.Shape)))
            yield return $"output '{output.Name}' shape [{string.Join(',', output.Shape)}] has a size below one";
    }

    private static bool IsShape(int[] shape) => shape.Length > 0 && shape.All(size => size > 0);

    private static bool IsHash(string text) => text.Length == HashDigits && text.All(char.IsAsciiHexDigitLower);
}
