using System;
using System.Globalization;
using System.IO;
using System.Text;

namespace SenseAuto.Hw.Cameras;

/// <summary>
/// The two header lines of a YUV4MPEG2 stream (mjpegtools, yuv4mpeg(5)): words of one letter and a value. The letter X
/// is free for programs of one's own: XAGE says how old a picture is, in nanoseconds, at the moment in which its line
/// is written.
/// </summary>
internal static class Y4mText
{
    public const int LineMax = 256;
    private const string Magic = "YUV4MPEG2";
    private const string Picture = "FRAME";
    private const string Age = "XAGE=";

    /// <summary>Planar 4:2:0 in the video range.</summary>
    public static string Stream(int width, int height, int framesPerSecond) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Magic} W{width} H{height} F{framesPerSecond}:1 Ip A1:1 C420jpeg XCOLORRANGE=LIMITED\n");

    public static string Frame(long ageNs) => string.Create(CultureInfo.InvariantCulture, $"{Picture} {Age}{ageNs}\n");

    /// <param name="line">Without its end.</param>
    /// <exception cref="IOException">It is no such stream, or not one of planar 4:2:0 with 8 bits; says which.</exception>
    public static (int Width, int Height) ReadStream(ReadOnlySpan<byte> line, string source)
    {
        string[] words = Encoding.ASCII.GetString(line).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || words[0] != Magic)
            throw new IOException($"{source}: is no {Magic} stream");

        (int width, int height, string colour) = (0, 0, "C420");
        foreach (string word in words.AsSpan(1))
        {
            bool isRead = word[0] switch
            {
                'W' => int.TryParse(word.AsSpan(1), CultureInfo.InvariantCulture, out width),
                'H' => int.TryParse(word.AsSpan(1), CultureInfo.InvariantCulture, out height),
                'C' => (colour = word).Length > 0,
                _ => true,
            };
            if (!isRead)
                throw new IOException($"{source}: cannot read '{word}' of the stream's header");
        }

        if (colour is not ("C420" or "C420jpeg" or "C420mpeg2" or "C420paldv"))
            throw new IOException($"{source}: pictures are {colour}, to come are 8 bits of planar 4:2:0");
        return (width, height);
    }

    /// <summary>False when the line begins no picture.</summary>
    /// <param name="ageNs">0 where the sender does not say.</param>
    public static bool TryReadFrame(ReadOnlySpan<byte> line, out long ageNs)
    {
        ageNs = 0;
        if (!line.StartsWith("FRAME"u8))
            return false;

        int at = line.IndexOf("XAGE="u8);
        if (at < 0)
            return true;

        ReadOnlySpan<byte> value = line[(at + Age.Length)..];
        int end = value.IndexOf((byte)' ');
        return long.TryParse(end < 0 ? value : value[..end], CultureInfo.InvariantCulture, out ageNs) && ageNs >= 0;
    }
}
