using System;
using System.Collections.Generic;
using SenseAuto.Can.Vehicle;
using SenseAuto.Core.Messages;
using SenseAuto.Inference;
using SenseAuto.Road.Lanes;
using SenseAuto.Road.Objects;
using SenseAuto.Service.Stages;

namespace SenseAuto.Service.Session;

/// <summary>Builds what looks at pictures for one camera.</summary>
public static class RoadEyes
{
    /// <param name="models">Null: lanes only.</param>
    /// <param name="isThreaded">False: lock step.</param>
    /// <exception cref="ModelException">The model is missing, another one, or not understood.</exception>
    public static RoadSight Open(VehicleCamera camera, PixelFormat format, ModelStore? models, string modelId, bool isThreaded)
    {
        ArgumentNullException.ThrowIfNull(camera);
        var lens = new LensDistortion(camera.DistortionK1, camera.DistortionK2);
        var lanes = new LaneFinder(camera.Geometry, format, LaneLimits.Standard, lens, LaneMask(camera));
        if (models is null)
            return new RoadSight(camera.Geometry, format, lanes, objects: null);

        var limits = new DetectorLimits();
        var network = new ObjectNetwork(models.Open(modelId), ObjectMask(camera), limits);
        return new RoadSight(camera.Geometry, format, lanes, new ObjectWorker(network, isThreaded));
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
