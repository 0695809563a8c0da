using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using NUnit.Framework;

namespace SenseAuto.Inference.Tests;

public sealed class ModelCatalogueTests
{
    private const string Good = """
        { "models": [ { "id": "tiny", "use": "tests", "licence": "MIT", "decoder": "none", "costMs": 1.5,
          "sha256": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
          "input": { "name": "x", "shape": [1, 2, 4, 3], "layout": "Nhwc", "colour": "Rgb", "scale": 1, "offset": 0 },
          "outputs": [ { "name": "y", "shape": [1, 3] } ],
          "upstream": { "url": "https://example.org", "commit": "abc", "path": "tiny.onnx" } } ] }
        """;

    [Test]
    public void Catalogue_of_the_program_is_valid_and_names_every_licence()
    {
        ModelCatalogue catalogue = ModelCatalogue.Load();

        Assert.That(catalogue.Models, Has.Count.GreaterThanOrEqualTo(14));
        Assert.That(catalogue.Models.Select(model => model.Licence), Is.All.AnyOf("Apache-2.0", "MIT"));
        Assert.That(catalogue.Get("nanodet").Input.Width, Is.EqualTo(416));
    }

    [Test]
    public void Good_file_is_read()
    {
        ModelEntry model = Parse(Good).Get("tiny");

        Assert.That((model.Input.Height, model.Input.Width, model.Input.Channels), Is.EqualTo((2, 4, 3)));
        Assert.That(model.Outputs[0].Shape, Is.EqualTo(new[] { 1, 3 }));
    }

    [TestCase("\"tiny\"", "\"Tiny!\"", "id must be")]
    [TestCase("0123456789abcdef\"", "\"", "sha256")]
    [TestCase("\"MIT\"", "\"\"", "licence")]
    [TestCase("\"costMs\": 1.5", "\"costMs\": 0", "costMs 0")]
    [TestCase("[1, 2, 4, 3]", "[2, 2, 4, 3]", "batch of one")]
    [TestCase("[1, 2, 4, 3]", "[1, 2, 4, 2]", "2 channels")]
    [TestCase("[1, 3]", "[1, 0]", "output 'y'")]
    [TestCase("\"scale\": 1", "\"scale\": 0", "scale")]
    [TestCase("\"decoder\"", "\"dekoder\"", "dekoder")]
    [TestCase("\"upstream\": {", "\"upstream\": null, \"ignored\": {", "ignored")]
    [TestCase("\"Rgb\"", "\"Rbg\"", "colour")]
    public void Bad_field_is_refused_by_name(string found, string replaced, string said)
    {
        Assert.That(Good, Does.Contain(found));

        ModelException refusal = Assert.Throws<ModelException>(() =>
            Parse(Good.Replace(found, replaced, StringComparison.Ordinal)))!;

        Assert.That(refusal.Message, Does.StartWith("test.json: ").And.Contain(said));
    }

    [Test]
    public void Unknown_model_is_refused_with_those_there_are() =>
        Assert.That(() => Parse(Good).Get("huge"),
            Throws.TypeOf<ModelException>().With.Message.Contains("'huge'").And.Message.Contains("tiny"));

    [Test]
    public void Store_takes_a_file_of_the_settings_before_its_folder()
    {
        var files = new Dictionary<string, string> { ["yolox-nano"] = "/elsewhere/own.onnx" };
        var store = new ModelStore(ModelCatalogue.Load(), "models", files);

        Assert.That(store.PathOf("yolox-nano"), Is.EqualTo("/elsewhere/own.onnx"));
        Assert.That(store.PathOf("nanodet"), Is.EqualTo(Path.Combine("models", "nanodet.onnx")));
        Assert.That(store.Has("nanodet"), Is.False);
    }

    private static ModelCatalogue Parse(string json) =>
        ModelCatalogue.Parse(new MemoryStream(Encoding.UTF8.GetBytes(json)), "test.json");
}
