using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;

namespace SenseAuto.Models.Lanes;

/// <summary>Draws a lane line back into the picture: its column at each of some rows.</summary>
internal static class LineColumns
{
    private const double NearestM = 1.5;
    private const double FarthestM = 80;
    private const double Growth = 1.02;

    /// <summary>Fills one column a row, <see cref="LaneTruth.None"/> where the line is not in the picture.</summary>
    /// <param name="pitchDown">As the finder measured it.</param>
    public static void Draw(in LaneLine line, RoadCamera camera, Radians pitchDown, int[] rows, double[] columns)
    {
        CameraGeometry geometry = camera.Geometry with { PitchDown = pitchDown };
        Array.Fill(columns, LaneTruth.None);
        bool hasLast = false;
        (double lastColumn, double lastRow) = (0, 0);
        for (double ahead = NearestM; ahead <= FarthestM; ahead *= Growth)
        {
            double x = geometry.Forward.Value + ahead;
            if (!TryPixel(geometry, camera, x, line.LeftAtM(x), out double column, out double row))
                continue;

            for (int i = 0; hasLast && i < rows.Length; i++)
            {
                if (rows[i] > lastRow || rows[i] <= row)
                    continue;

                double at = lastColumn + ((column - lastColumn) * (lastRow - rows[i]) / (lastRow - row));
                columns[i] = at >= 0 && at < geometry.Width ? at : LaneTruth.None;
            }

            (lastColumn, lastRow, hasLast) = (column, row, true);
        }
    }

    private static bool TryPixel(
        CameraGeometry geometry, RoadCamera camera, double forwardM, double leftM, out double column, out double row)
    {
        if (!geometry.TryProject(forwardM, leftM, 0, out column, out row))
            return false;

        (double x, double y) = camera.Lens.Distort(
            (column - geometry.CentreX) / geometry.FocalX, (row - geometry.CentreY) / geometry.FocalY);
        column = geometry.CentreX + (geometry.FocalX * x);
        row = geometry.CentreY + (geometry.FocalY * y);
        return true;
    }
}
