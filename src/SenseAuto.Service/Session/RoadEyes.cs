using System;
using System.Collections.Generic;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Can.Vehicle;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Inference;
using SenseAuto.Road.CameraHealth;
using SenseAuto.Road.Lanes;
using SenseAuto.Road.Night;
using SenseAuto.Road.Objects;
using SenseAuto.Service.Stages;

namespace SenseAuto.Service.Session;

/// <summary>What is to look at pictures.</summary>
/// <param name="Models">Null: no networks; lanes only.</param>
/// <param name="IsThreaded">False: lock step.</param>
/// <param name="Period">Of the road loop.</param>
public sealed record RoadEyeOptions(ParameterSet Parameters, ModelStore? Models, bool IsThreaded, MonoDuration Period)
{
    /// <summary>Which network finds objects.</summary>
    public string ObjectModel { get; init; } = "nanodet";
}

/// <summary>Builds what looks at pictures for one camera.</summary>
public static class RoadEyes
{
    private const string LightModel = "lights";

    /// <exception cref="ModelException">A model is missing, another one, or not understood; or they do not fit.</exception>
    public static RoadSight Open(VehicleCamera camera, PixelFormat format, RoadEyeOptions options)
    {
        ArgumentNullException.ThrowIfNull(camera);
        ArgumentNullException.ThrowIfNull(options);
        var lens = new LensDistortion(camera.DistortionK1, camera.DistortionK2);
        Road.Lanes.EgoMask? mask = LaneMask(camera);
        var lanes = new LaneFinder(camera.Geometry, format, LaneLimits.Standard, lens, mask);
        LookWorker? worker = options.Models is { } models
            ? new LookWorker(NetworksOf(camera, format, models, options), options.IsThreaded)
            : null;
        return new RoadSight(camera.Geometry, format, lanes, worker)
        {
            Watch = new CameraEyeWatch(
                new PictureMeter(camera.Geometry, format, lens, mask), CameraLimits.Watch(options.Parameters)),
            Night = format == PixelFormat.Nv12 ? new NightVision(camera.Geometry, new NightLimits()) : null,
        };
    }

    private static RoadNetworks NetworksOf(
        VehicleCamera camera, PixelFormat format, ModelStore models, RoadEyeOptions options)
    {
        SignSight? signs = null;
        LightReader? lights = null;
        if (models.Has(SignSight.ModelId))
        {
            signs = new SignSight(
                camera.Geometry, format, SignLimits.Finding(options.Parameters),
                SignLimits.Seen(options.Parameters), new FineCropNetwork(models.Open(SignSight.ModelId)));
        }

        if (models.Has(LightModel))
            lights = new LightReader(models.Open(LightModel));

        var ids = new Dictionary<LookTask, string> { [LookTask.Objects] = options.ObjectModel };
        if (lights is not null)
            ids[LookTask.Lights] = LightModel;
        if (signs is not null)
            ids[LookTask.Signs] = SignSight.ModelId;
        var between = new MonoDuration(options.Period.Nanoseconds * RoadSight.FramesPerLook);
        var schedule = new LookSchedule(models.Catalogue, ids, between);
#pragma warning disable CA2000 // The networks own it.
        return new RoadNetworks(
            new ObjectNetwork(models.Open(options.ObjectModel), ObjectMask(camera), new DetectorLimits()), schedule)
        {
            Signs = signs,
            Lights = lights,
        };
#pragma warning restore CA2000
    }

    private static Road.Objects.EgoMask ObjectMask(VehicleCamera camera)
    {
        var corners = new List<PicturePoint>();
        foreach (MaskPoint corner in camera.EgoMask)
            corners.Add(new PicturePoint(corner.Column, corner.Row));
        return new Road.Objects.EgoMask(corners.ToArray());
    }

    /// <summary>For each column the first row in which our own car is seen.</summary>
    private static Road.Lanes.EgoMask? LaneMask(VehicleCamera camera)
    {
        if (camera.EgoMask.Count < 3)
            return null;

        int[] rows = new int[camera.Geometry.Width];
        Array.Fill(rows, camera.Geometry.Height);
        for (int i = 0; i < camera.EgoMask.Count; i++)
        {
            MaskPoint from = camera.EgoMask[i];
            MaskPoint to = camera.EgoMask[(i + 1) % camera.EgoMask.Count];
            double first = Math.Min(from.Column, to.Column);
            double last = Math.Max(from.Column, to.Column);
            for (int column = Math.Max(0, (int)Math.Ceiling(first)); column <= last && column < rows.Length; column++)
            {
                double share = last > first ? (column - from.Column) / (to.Column - from.Column) : 0;
                double row = last > first ? from.Row + (share * (to.Row - from.Row)) : Math.Min(from.Row, to.Row);
                rows[column] = Math.Clamp((int)row, 0, rows[column]);
            }
        }

        return new Road.Lanes.EgoMask(rows);
    }
}
