using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Xml;
using System.Xml.Linq;
using SenseAuto.Cabin.Face;
using SenseAuto.Core.Messages;

namespace SenseAuto.Models.Cabin;

/// <summary>One face with its 68 points in pixels; a point on pixel (x, y) is at its middle.</summary>
internal sealed record MarkedFace(string Picture, PixelBox Box, PixelPoint[] Points);

/// <summary>Marked faces out of dlib's .xml files and iBUG's .pts files.</summary>
internal static class MarkedFaces
{
    public const int PointCount = 68;
    private static readonly string[] PictureEndings = [".jpg", ".png", ".jpeg"];

    /// <summary>Every marked face below a folder.</summary>
    /// <exception cref="InvalidDataException">Names the file and what is wrong with it.</exception>
    public static IReadOnlyList<MarkedFace> Read(string folder)
    {
        if (!Directory.Exists(folder))
            throw new InvalidDataException($"{folder}: no such folder");

        List<MarkedFace> faces = [];
        IEnumerable<string> paths = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories);
        foreach (string path in paths.Order(StringComparer.Ordinal))
        {
            if (path.EndsWith(".xml", StringComparison.OrdinalIgnoreCase))
                faces.AddRange(FromXml(path));
            else if (path.EndsWith(".pts", StringComparison.OrdinalIgnoreCase))
                faces.Add(FromPts(path));
        }

        return faces.Count > 0
            ? faces
            : throw new InvalidDataException($"{folder}: no face with {PointCount} points in any .xml or .pts file");
    }

    private static IEnumerable<MarkedFace> FromXml(string path)
    {
        XDocument document;
        try
        {
            document = XDocument.Load(path, LoadOptions.SetLineInfo);
        }
        catch (XmlException failure)
        {
            throw new InvalidDataException($"{path}: {failure.Message}", failure);
        }

        return
            from image in document.Descendants("image")
            from box in image.Elements("box")
            let parts = box.Elements("part").ToArray()
            where parts.Length == PointCount
            select new MarkedFace(
                Path.Combine(Path.GetDirectoryName(path)!, Text(path, image, "file")),
                new PixelBox(
                    Number(path, box, "left"), Number(path, box, "top"),
                    Number(path, box, "width"), Number(path, box, "height")),
                [.. parts.OrderBy(part => Number(path, part, "name")).Select(part =>
                    new PixelPoint(Number(path, part, "x") + 0.5f, Number(path, part, "y") + 0.5f))]);
    }

    private static string Text(string path, XElement element, string name) => element.Attribute(name)?.Value
        ?? throw new InvalidDataException(
            $"{path}:{((IXmlLineInfo)element).LineNumber}: <{element.Name}> has no '{name}'");

    private static float Number(string path, XElement element, string name)
    {
        string text = Text(path, element, name);
        return float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float number)
            ? number
            : throw new InvalidDataException(
                $"{path}:{((IXmlLineInfo)element).LineNumber}: '{name}' is '{text}', which is no number");
    }

    private static MarkedFace FromPts(string path)
    {
        string[] lines = File.ReadAllLines(path);
        List<PixelPoint> points = [];
        for (int i = 0; i < lines.Length; i++)
        {
            string[] words = lines[i].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length != 2 || !float.TryParse(words[0], CultureInfo.InvariantCulture, out float x))
                continue;
            if (!float.TryParse(words[1], CultureInfo.InvariantCulture, out float y))
                throw new InvalidDataException($"{path}:{i + 1}: '{words[1]}' is no number");

            // The file counts pixels from one.
            points.Add(new PixelPoint(x - 0.5f, y - 0.5f));
        }

        if (points.Count != PointCount)
            throw new InvalidDataException($"{path}: {points.Count} points, expected {PointCount}");

        string? picture = PictureEndings.Select(end => Path.ChangeExtension(path, end)).FirstOrDefault(File.Exists);
        float left = points.Min(point => point.X);
        float top = points.Min(point => point.Y);
        return new MarkedFace(
            picture ?? throw new InvalidDataException($"{path}: no .jpg or .png of the same name beside it"),
            new PixelBox(left, top, points.Max(point => point.X) - left, points.Max(point => point.Y) - top),
            [.. points]);
    }
}
