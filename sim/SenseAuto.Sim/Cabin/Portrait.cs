using System;
using System.IO;
using System.Numerics;

namespace SenseAuto.Sim.Cabin;

/// <summary>
/// A photograph of one person from the front. It is read from where it is installed and never part of the project; any freely usable one
/// does. The first choice is the public-domain NASA portrait that comes with imageio.
/// </summary>
public sealed class Portrait
{
    /// <summary>Where Debian's python3-imageio puts the NASA portrait of an astronaut.</summary>
    public const string DebianPath = "/usr/lib/python3/dist-packages/imageio/resources/images/astronaut.png";

    private readonly byte[] _rgb;

    private Portrait(int width, int height, byte[] rgb) => (Width, Height, _rgb) = (width, height, rgb);

    public int Width { get; }

    public int Height { get; }

    /// <summary>Rows of red, green, blue.</summary>
    public ReadOnlySpan<byte> Rgb => _rgb;

    /// <exception cref="FileNotFoundException">No such file; says what would provide it.</exception>
    /// <exception cref="InvalidDataException">Not a PNG picture of 8 bits a channel.</exception>
    public static Portrait Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException(
                $"{path}: no portrait for the simulated driver; install python3-imageio or name another PNG portrait", path);
        }

        (int width, int height, byte[] rgb) = PngFile.Read(path);
        return new Portrait(width, height, rgb);
    }

    /// <summary>Colour at a place in pixels, between pixels too; the border goes on outside. 0..255 each.</summary>
    internal Vector3 At(float x, float y)
    {
        x = Math.Clamp(x - 0.5f, 0, Width - 1.001f);
        y = Math.Clamp(y - 0.5f, 0, Height - 1.001f);
        int left = (int)x, top = (int)y;
        Vector3 above = Vector3.Lerp(Pixel(left, top), Pixel(Math.Min(left + 1, Width - 1), top), x - left);
        int next = Math.Min(top + 1, Height - 1);
        Vector3 below = Vector3.Lerp(Pixel(left, next), Pixel(Math.Min(left + 1, Width - 1), next), x - left);
        return Vector3.Lerp(above, below, y - top);
    }

    private Vector3 Pixel(int x, int y)
    {
        int at = 3 * ((y * Width) + x);
        return new Vector3(_rgb[at], _rgb[at + 1], _rgb[at + 2]);
    }
}
