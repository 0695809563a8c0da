namespace SenseAuto.Road.Lanes;

/// <summary>Radial distortion of a lens: r' = r·(1 + K1·r² + K2·r⁴) with r the undistorted radius in focal lengths. Zero is a pinhole.</summary>
public readonly record struct LensDistortion(double K1, double K2)
{
    /// <summary>Where a point of the ideal picture lies in the delivered one; both relative to the centre, in focal lengths.</summary>
    public (double X, double Y) Distort(double x, double y)
    {
        double r2 = (x * x) + (y * y);
        double scale = 1 + (r2 * (K1 + (r2 * K2)));
        return (x * scale, y * scale);
    }

    /// <summary>The other way, by fixed-point steps; exact to 1e-6 for lenses whose K1 is within ±0.4 inside their picture.</summary>
    public (double X, double Y) Straighten(double x, double y)
    {
        double idealX = x;
        double idealY = y;
        for (int i = 0; i < 20; i++)
        {
            double r2 = (idealX * idealX) + (idealY * idealY);
            double scale = 1 + (r2 * (K1 + (r2 * K2)));
            idealX = x / scale;
            idealY = y / scale;
        }

        return (idealX, idealY);
    }
}
