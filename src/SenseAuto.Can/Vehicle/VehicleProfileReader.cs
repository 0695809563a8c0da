using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using SenseAuto.Can.Dbc;
using SenseAuto.Core;
using SenseAuto.Core.Messages;

namespace SenseAuto.Can.Vehicle;

/// <summary>Turns vehicle.json into a <see cref="VehicleProfile"/>, or says everything that is wrong with it.</summary>
internal sealed class VehicleProfileReader(string path)
{
    private const int BusesMax = 16;
    private readonly ProfileProblems _problems = new(path);
    private readonly Dictionary<string, DbcDatabase> _databases = new(StringComparer.Ordinal);

    public VehicleProfile Read()
    {
        VehicleDocument document = ReadDocument();
        string[] buses = document.Buses ?? [];
        if (string.IsNullOrWhiteSpace(document.Name))
            _problems.Add("$.name", "is missing");
        if (buses.Length > BusesMax)
            _problems.Add("$.buses", $"has {buses.Length} entries, allowed are 0..{BusesMax}");

        LoadDatabases(document);
        VehicleDimensions dimensions = Dimensions(document.Dimensions);
        var can = new CanBindings(_problems, _databases, buses.Length);
        IReadOnlyList<RxRule> rules = can.Rules(document.Rx ?? []);
        Dictionary<VehicleMeaning, SignalBinding> signals = can.Signals(document.Signals ?? []);
        RadarLayout? radar = document.Radar is null ? null : can.Radar(document.Radar);
        Dictionary<string, VehicleCamera> cameras = Cameras(document.Cameras ?? []);
        GazeBox[] zones = GazeZoneReader.Read(_problems, document.GazeZones ?? []);
        ControlBox[] controls = GazeZoneReader.ReadControls(_problems, document.Controls ?? []);
        VehicleCabin? cabin = document.Cabin is { } seats ? CabinReader.Read(_problems, seats, signals) : null;
        _problems.ThrowIfAny();
        return new VehicleProfile(document.Name!, buses, dimensions, rules, signals)
        {
            Radar = radar,
            Cameras = cameras,
            GazeZones = zones,
            Controls = controls,
            Cabin = cabin,
            DbcWarnings = [.. _databases.Values.SelectMany(database => database.Warnings)],
        };
    }

    private VehicleDocument ReadDocument()
    {
        try
        {
            VehicleDocument? document = JsonSerializer.Deserialize(File.ReadAllBytes(path), VehicleJson.Default.VehicleDocument);
            return document ?? throw new VehicleProfileException($"{path}: $: is null");
        }
        catch (JsonException e)
        {
            throw new VehicleProfileException($"{path}:{(e.LineNumber ?? 0) + 1}: {e.Path ?? "$"}: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new VehicleProfileException($"{path}: cannot be read: {e.Message}", e);
        }
    }

    private void LoadDatabases(VehicleDocument document)
    {
        foreach ((string name, string file) in document.Dbc ?? [])
        {
            try
            {
                _databases[name] = DbcDatabase.Load(Path.Combine(Path.GetDirectoryName(path)!, file));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or DbcFormatException)
            {
                _problems.Add($"$.dbc.{name}", e.Message);
            }
        }
    }

    private VehicleDimensions Dimensions(DimensionsDocument? d)
    {
        if (d is null)
        {
            _problems.Add("$.dimensions", "is missing");
            d = new DimensionsDocument { WheelbaseM = 3, FrontBumperM = 3, TrackWidthM = 1, WidthM = 1, SteeringRatio = 10 };
        }

        _problems.Range("$.dimensions.wheelbaseM", d.WheelbaseM, 1, 10);
        _problems.Range("$.dimensions.frontBumperM", d.FrontBumperM, 1, 15);
        _problems.Range("$.dimensions.trackWidthM", d.TrackWidthM, 0.8, 3);
        _problems.Range("$.dimensions.widthM", d.WidthM, 0.8, 3);
        _problems.Range("$.dimensions.steeringRatio", d.SteeringRatio, 5, 30);
        return new VehicleDimensions(
            new Metres(d.WheelbaseM), new Metres(d.FrontBumperM), new Metres(d.TrackWidthM), new Metres(d.WidthM), d.SteeringRatio);
    }

    private Dictionary<string, VehicleCamera> Cameras(Dictionary<string, CameraDocument> documents)
    {
        var cameras = new Dictionary<string, VehicleCamera>(StringComparer.Ordinal);
        foreach ((string name, CameraDocument c) in documents)
        {
            CheckCamera($"$.cameras.{name}", c);
            var geometry = new CameraGeometry(
                c.Width, c.Height, c.FocalXPx, c.FocalYPx, c.CentreXPx, c.CentreYPx,
                new Metres(c.ForwardM), new Metres(c.LeftM), new Metres(c.UpM),
                Radians.FromDegrees(c.PitchDownDeg), Radians.FromDegrees(c.YawLeftDeg), Radians.FromDegrees(c.RollRightDeg));
            cameras[name] = new VehicleCamera(geometry, Mask($"$.cameras.{name}.egoMask", c))
            {
                DistortionK1 = c.DistortionK1,
                DistortionK2 = c.DistortionK2,
            };
        }

        return cameras;
    }

    private void CheckCamera(string at, CameraDocument c)
    {
        _problems.Range($"{at}.width", c.Width, 16, 16384);
        _problems.Range($"{at}.height", c.Height, 16, 16384);
        _problems.Range($"{at}.focalXPx", c.FocalXPx, 10, 100_000);
        _problems.Range($"{at}.focalYPx", c.FocalYPx, 10, 100_000);
        _problems.Range($"{at}.centreXPx", c.CentreXPx, 0, c.Width);
        _problems.Range($"{at}.centreYPx", c.CentreYPx, 0, c.Height);
        _problems.Range($"{at}.forwardM", c.ForwardM, -5, 15);
        _problems.Range($"{at}.leftM", c.LeftM, -3, 3);
        _problems.Range($"{at}.upM", c.UpM, 0.1, 5);
        _problems.Range($"{at}.pitchDownDeg", c.PitchDownDeg, -45, 45);
        _problems.Range($"{at}.yawLeftDeg", c.YawLeftDeg, -180, 180);
        _problems.Range($"{at}.rollRightDeg", c.RollRightDeg, -45, 45);
    }

    private MaskPoint[] Mask(string at, CameraDocument c)
    {
        double[][] corners = c.EgoMask ?? [];
        if (corners.Length is 1 or 2)
            _problems.Add(at, $"has {corners.Length} corners, allowed are 0 or at least 3");

        for (int i = 0; i < corners.Length; i++)
        {
            if (corners[i].Length != 2)
            {
                _problems.Add($"{at}[{i}]", $"has {corners[i].Length} numbers, allowed are 2: column and row");
                return [];
            }

            _problems.Range($"{at}[{i}][0]", corners[i][0], 0, c.Width);
            _problems.Range($"{at}[{i}][1]", corners[i][1], 0, c.Height);
        }

        return [.. corners.Select(corner => new MaskPoint(corner[0], corner[1]))];
    }
}
