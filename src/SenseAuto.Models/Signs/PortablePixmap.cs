using System;

namespace SenseAuto.Models.Signs;

/// <summary>Binary portable pixmaps: "P6", width, height, largest value, one white space, red, green and blue bytes.</summary>
internal static class PortablePixmap
{
    private const int SideMax = 16384;

    public static bool Is(ReadOnlySpan<byte> file) => file is [(byte)'P', (byte)'6', ..];

    /// <summary>Width, height and the place of the first pixel.</summary>
    /// <exception cref="EvalException">The header or the length is wrong.</exception>
    public static (int Width, int Height, int Start) ReadHeader(ReadOnlySpan<byte> file, string path)
    {
        int at = 2;
        int width = ReadNumber(file, ref at, path);
        int height = ReadNumber(file, ref at, path);
        int largest = ReadNumber(file, ref at, path);
        if (width is < 1 or > SideMax || height is < 1 or > SideMax || largest != 255)
            throw new EvalException($"{path}: a pixmap of {width}x{height} with values up to {largest} is not read, only 8 bits are");

        int start = at + 1;
        int bytes = width * height * 3;
        return file.Length >= start + bytes
            ? (width, height, start)
            : throw new EvalException($"{path}: {file.Length - start} of {bytes} bytes of a {width}x{height} pixmap are there");
    }

    private static int ReadNumber(ReadOnlySpan<byte> file, ref int at, string path)
    {
        while (at < file.Length && (IsSpace(file[at]) || file[at] == '#'))
        {
            if (file[at] == '#')
                SkipLine(file, ref at);
            else
                at++;
        }

        int start = at;
        int number = 0;
        while (at < file.Length && file[at] is >= (byte)'0' and <= (byte)'9' && number < 1_000_000)
            number = (number * 10) + file[at++] - '0';
        return at > start && at < file.Length && IsSpace(file[at])
            ? number
            : throw new EvalException($"{path}: broken pixmap header at byte {at}");
    }

    private static void SkipLine(ReadOnlySpan<byte> file, ref int at)
    {
        while (at < file.Length && file[at] != '\n')
            at++;
    }

    private static bool IsSpace(byte value) => value is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t';
}
