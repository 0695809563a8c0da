using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;

namespace SenseAuto.Sim;

/// <summary>
/// Draws what the road camera sees as NV12: sky, verge, asphalt with grain, lane paint, and cars from behind. A flat
/// road and small angles; good enough for the lane finder to measure on, and for a person to see what is going on.
/// </summary>
public sealed class RoadPicture
{
    private const double PaintHalfWidthM = 0.075;
    private const double DashM = 6;
    private const double DashPeriodM = 18;
    private const double FarthestM = 250;
    private readonly CameraGeometry _camera;
    private readonly SimNoise _noise;
    private readonly CarPainter _cars;

    public RoadPicture(CameraGeometry camera, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(camera);
        _camera = camera;
        _noise = new SimNoise(seed);
        _cars = new CarPainter(camera);
    }

    /// <param name="nv12">Width x height x 3 / 2 bytes.</param>
    public void Draw(World world, Span<byte> nv12)
    {
        ArgumentNullException.ThrowIfNull(world);
        int luma = _camera.Width * _camera.Height;
        Invariant.Require(nv12.Length >= luma * 3 / 2, "picture buffer too small");
        Span<byte> y = nv12[..luma];
        Span<byte> uv = nv12.Slice(luma, luma / 2);
        EgoPose ego = world.Ego;
        ulong grain = _noise.Next();
        for (int row = 0; row < _camera.Height; row++)
        {
            Span<byte> line = y.Slice(row * _camera.Width, _camera.Width);
            Span<byte> chroma = (row & 1) == 0 ? uv.Slice(row / 2 * _camera.Width, _camera.Width) : default;
            if (_camera.TryGround(_camera.CentreX, row, out double forwardM, out _) && forwardM < FarthestM)
                GroundRow(world.Script.Road, in ego, forwardM, line, chroma, grain + (ulong)row);
            else
                SkyRow(row, line, chroma);
        }

        _cars.Draw(world, y, uv);
    }

    private void SkyRow(int row, Span<byte> line, Span<byte> chroma)
    {
        line.Fill((byte)(205 - (row * 40 / _camera.Height)));
        for (int i = 0; i + 1 < chroma.Length; i += 2)
        {
            chroma[i] = 140;
            chroma[i + 1] = 120;
        }
    }

    private void GroundRow(Road road, in EgoPose ego, double forwardM, Span<byte> line, Span<byte> chroma, ulong grain)
    {
        road.Bend(ego.Along, new Metres(forwardM), out Metres bend, out _);
        double metresPerColumn = (forwardM - _camera.Forward.Value) / _camera.FocalX;

        // Left of the reference line at the picture's middle column of this row.
        double middleM = ego.Left.Value + (ego.Heading.Value * forwardM) - bend.Value;
        double laneM = road.LaneWidth.Value;
        double phaseM = ((ego.Along.Value + forwardM) % DashPeriodM + DashPeriodM) % DashPeriodM;
        bool isDash = phaseM < DashM;
        ulong state = SimNoise.Mix(grain);
        for (int column = 0; column < line.Length; column++)
        {
            double leftM = middleM + ((_camera.CentreX - column) * metresPerColumn);
            state = unchecked((state * 6364136223846793005UL) + 1442695040888963407UL);
            int noise = (int)(state >> 61) - 4;
            bool isVerge = leftM > (1.5 * laneM) + 0.5 || leftM < (-0.5 * laneM) - 0.8;
            double paint = Math.Max(
                Coverage(leftM + (laneM / 2), metresPerColumn),
                Math.Max(isDash ? Coverage(leftM - (laneM / 2), metresPerColumn) : 0, Coverage(leftM - (1.5 * laneM), metresPerColumn)));
            double ground = isVerge ? 105 : 88;
            line[column] = (byte)Math.Clamp(ground + (paint * (215 - ground)) + noise, 16, 235);
            if (!chroma.IsEmpty && (column & 1) == 0)
            {
                chroma[column] = (byte)(isVerge ? 108 : 128);
                chroma[column + 1] = (byte)(isVerge ? 118 : 128);
            }
        }
    }

    /// <summary>Share of a pixel that a painted line covers: 0..1, soft over one pixel.</summary>
    private static double Coverage(double offM, double metresPerColumn) =>
        Math.Clamp(((PaintHalfWidthM - Math.Abs(offM)) / metresPerColumn) + 0.5, 0, Math.Min(1, 2 * PaintHalfWidthM / metresPerColumn));
}
