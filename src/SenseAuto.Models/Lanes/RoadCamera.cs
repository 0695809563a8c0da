using System;
using System.IO;
using System.Text.Json;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Inference;
using SenseAuto.Road.Lanes;

namespace SenseAuto.Models.Lanes;

/// <summary>A camera as the lane finder needs it.</summary>
/// <param name="MaskFromRow">From this row on the pictures show our own car; the height where they never do.</param>
internal sealed record RoadCamera(CameraGeometry Geometry, LensDistortion Lens, int MaskFromRow)
{
    private static readonly JsonDocumentOptions Relaxed = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public EgoMask? Mask => MaskFromRow < Geometry.Height ? EgoMask.Below(Geometry.Width, MaskFromRow) : null;

    public LaneFinder Finder(LaneLimits limits) => new(Geometry, PixelFormat.Bgr24, limits, Lens, Mask);

    /// <summary>Reads a vehicle's file (its camera "road"), or the camera's part of one.</summary>
    /// <exception cref="ModelException">Not there or not right; says what is missing.</exception>
    public static RoadCamera Read(string path)
    {
        try
        {
            using JsonDocument file = JsonDocument.Parse(File.ReadAllText(path), Relaxed);
            JsonElement camera = file.RootElement;
            if (camera.TryGetProperty("cameras", out JsonElement cameras))
                camera = cameras.GetProperty("road");
            return From(camera);
        }
        catch (Exception wrong) when (wrong
            is JsonException or System.Collections.Generic.KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new ModelException($"{path}: not a camera: {wrong.Message}");
        }
    }

    private static RoadCamera From(JsonElement camera)
    {
        var geometry = new CameraGeometry(
            (int)Needed(camera, "width"), (int)Needed(camera, "height"), Needed(camera, "focalXPx"), Needed(camera, "focalYPx"),
            Needed(camera, "centreXPx"), Needed(camera, "centreYPx"), new Metres(Given(camera, "forwardM")),
            new Metres(Given(camera, "leftM")), new Metres(Needed(camera, "upM")),
            Radians.FromDegrees(Given(camera, "pitchDownDeg")), Radians.FromDegrees(Given(camera, "yawLeftDeg")),
            Radians.FromDegrees(Given(camera, "rollRightDeg")));
        int maskFrom = geometry.Height;
        if (camera.TryGetProperty("egoMask", out JsonElement mask))
        {
            foreach (JsonElement point in mask.EnumerateArray())
                maskFrom = Math.Min(maskFrom, (int)point[1].GetDouble());
        }

        var lens = new LensDistortion(Given(camera, "distortionK1"), Given(camera, "distortionK2"));
        return new RoadCamera(geometry, lens, maskFrom);
    }

    private static double Needed(JsonElement camera, string name) => camera.TryGetProperty(name, out JsonElement value)
        ? value.GetDouble()
        : throw new FormatException($"\"{name}\" is missing");

    private static double Given(JsonElement camera, string name) =>
        camera.TryGetProperty(name, out JsonElement value) ? value.GetDouble() : 0;
}
