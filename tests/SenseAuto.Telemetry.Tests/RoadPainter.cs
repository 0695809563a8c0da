using System;
using System.Buffers.Binary;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Rings;

namespace SenseAuto.Telemetry.Tests;

/// <summary>
/// Paints what the synthetic drive's camera would see: sky, verge, asphalt, paint, and the car ahead.
/// </summary>
internal sealed class RoadPainter(FramePool pool)
{
    private const int Width = 640;
    private const int Height = 400;

    public bool TryPaint(SyntheticDrive drive, out CameraFrame frame)
    {
        if (!pool.TryRent(out frame))
            return false;

        frame.Describe(drive.Now, drive.Index, Width, Height, PixelFormat.Bgr24);
        for (int row = 0; row < Height; row++)
        {
            for (int column = 0; column < Width; column++)
                Put(frame, column, row, Ground(drive, column, row));
        }

        Box(frame, drive.LeadM, 1.8, 1.5);
        return true;
    }

    private static int Ground(SyntheticDrive drive, int column, int row)
    {
        if (!SyntheticDrive.Camera.TryGround(column, row, out double x, out double y))
            return Grey(0x5a - (row / 6), 0x7a - (row / 8), 0x92 - (row / 10));

        double bend = SyntheticDrive.Curvature / 2 * x * x;
        double across = y - bend - drive.LeftLineM;
        bool isDash = ((x + (drive.Index * 1.25)) % 12) < 6;
        if ((Math.Abs(across) < 0.08 && isDash) || Math.Abs(across + 3.6) < 0.08 || Math.Abs(across - 3.6) < 0.08)
            return Grey(0xc8, 0xc8, 0xc8);
        if (across is > -4.4 and < 8)
            return Grey(0x38, 0x39, 0x3b);
        return Grey(0x2c, 0x3a, 0x28);
    }

    private static void Box(CameraFrame frame, double ahead, double width, double height)
    {
        double left = SyntheticDrive.Curvature / 2 * ahead * ahead;
        SyntheticDrive.Camera.TryProject(ahead, left + (width / 2), height, out double x0, out double y0);
        SyntheticDrive.Camera.TryProject(ahead, left - (width / 2), 0, out double x1, out double y1);
        for (int row = (int)y0; row < Math.Min(Height, (int)y1); row++)
        {
            double down = (row - y0) / (y1 - y0);
            for (int column = Math.Max(0, (int)x0); column < Math.Min(Width, (int)x1); column++)
            {
                double across = (column - x0) / (x1 - x0);
                bool isLamp = down is > 0.5 and < 0.66 && (across < 0.2 || across > 0.8);
                bool isGlass = down < 0.42 && across is > 0.12 and < 0.88;
                Put(frame, column, row, isLamp ? Grey(0xc0, 0x18, 0x18) : isGlass ? Grey(0x18, 0x20, 0x28)
                    : Grey(0x70, 0x24, 0x26));
            }
        }
    }

    private static int Grey(int red, int green, int blue) => (red << 16) | (green << 8) | blue;

    private static void Put(CameraFrame frame, int column, int row, int colour)
    {
        int at = ((row * Width) + column) * 3;
        frame.Pixels[at] = (byte)(colour & 0xff);
        frame.Pixels[at + 1] = (byte)((colour >> 8) & 0xff);
        frame.Pixels[at + 2] = (byte)((colour >> 16) & 0xff);
    }
}

/// <summary>Stands in for the JPEG encoder: a bitmap file, which a browser takes just the same.</summary>
internal sealed class BitmapEncoder : IPictureEncoder
{
    private const int HeaderBytes = 54;
    private byte[] _file = [];

    public int Encoded { get; private set; }

    public ReadOnlySpan<byte> Encode(CameraFrame frame, int quality)
    {
        int bytes = HeaderBytes + frame.ByteCount;
        if (_file.Length != bytes)
            _file = new byte[bytes];
        Span<byte> file = _file;
        "BM"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file[2..], bytes);
        BinaryPrimitives.WriteInt32LittleEndian(file[10..], HeaderBytes);
        BinaryPrimitives.WriteInt32LittleEndian(file[14..], 40);
        BinaryPrimitives.WriteInt32LittleEndian(file[18..], frame.Width);
        BinaryPrimitives.WriteInt32LittleEndian(file[22..], -frame.Height);
        BinaryPrimitives.WriteInt16LittleEndian(file[26..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(file[28..], 24);
        frame.Pixels.AsSpan(0, frame.ByteCount).CopyTo(file[HeaderBytes..]);
        Encoded++;
        return file;
    }
}
