using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SenseAuto.Inference;

/// <summary>
/// Every model the project knows, from models.json. Validated completely at load; afterwards nobody checks again.
/// </summary>
public sealed class ModelCatalogue
{
    private readonly Dictionary<string, ModelEntry> _byId = new(StringComparer.Ordinal);

    private ModelCatalogue(ModelEntry[] models)
    {
        Models = models;
        foreach (ModelEntry model in models)
            _byId[model.Id] = model;
    }

    public IReadOnlyList<ModelEntry> Models { get; }

    /// <summary>The catalogue that belongs to this version of the program.</summary>
    public static ModelCatalogue Load()
    {
        using Stream file = typeof(ModelCatalogue).Assembly.GetManifestResourceStream("models.json")
            ?? throw new ModelException("models.json is not in the program");
        return Parse(file, "models.json");
    }

    /// <summary>Throws <see cref="ModelException"/> with all problems, each naming the model and the field.</summary>
    public static ModelCatalogue Parse(Stream json, string fileName)
    {
        ModelEntry[] models;
        try
        {
            models = JsonSerializer.Deserialize(json, CatalogueJson.Default.CatalogueFile)?.Models ?? [];
        }
        catch (JsonException failure)
        {
            throw new ModelException($"{fileName}: {failure.Message}", failure);
        }

        List<string> problems = CatalogueRules.Problems(models);
        return problems.Count == 0
            ? new ModelCatalogue(models)
            : throw new ModelException($"{fileName}: {string.Join("; ", problems)}");
    }

    public bool TryFind(string id, out ModelEntry model) => _byId.TryGetValue(id, out model!);

    /// <summary>Throws <see cref="ModelException"/> naming the models there are.</summary>
    public ModelEntry Get(string id) => TryFind(id, out ModelEntry model)
        ? model
        : throw new ModelException($"no model '{id}' in models.json; there are {string.Join(", ", _byId.Keys)}");
}

/// <summary>The file as it is written.</summary>
internal sealed record CatalogueFile(ModelEntry[] Models);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip)]
[JsonSerializable(typeof(CatalogueFile))]
internal sealed partial class CatalogueJson : JsonSerializerContext;
