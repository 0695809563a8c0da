using System;
using System.Runtime.InteropServices;

namespace SenseAuto.Imaging.Jpeg;

/// <summary>
/// The part of libjpeg-turbo's TurboJPEG C API that SenseAuto uses; numbers as in turbojpeg.h, version 2.1.
/// </summary>
internal static unsafe partial class TurboJpeg
{
    public const int FormatRgb = 0;
    public const int FormatBgr = 1;
    public const int FormatGray = 6;

    public const int Chroma422 = 1;
    public const int Chroma420 = 2;
    public const int ChromaNone = 3;

    /// <summary>The output buffer is ours and may not be replaced.</summary>
    public const int NoRealloc = 1024;

    /// <summary>A JPEG that is broken half way is refused, not half decoded.</summary>
    public const int StopOnWarning = 8192;

    private const string Library = "libturbojpeg.so.0";

    public static nint CreateEncoder() => Created(InitCompress);

    public static nint CreateDecoder() => Created(InitDecompress);

    public static string LastError(nint handle) => Marshal.PtrToStringUTF8(GetErrorStr(handle)) ?? "no reason given";

    [LibraryImport(Library, EntryPoint = "tjDestroy")]
    public static partial int Destroy(nint handle);

    [LibraryImport(Library, EntryPoint = "tjBufSize")]
    public static partial nuint BufferSize(int width, int height, int chroma);

    [LibraryImport(Library, EntryPoint = "tjCompress2")]
    public static partial int Compress(
        nint handle, byte* pixels, int width, int pitch, int height, int pixelFormat,
        byte** jpeg, nuint* jpegSize, int chroma, int quality, int flags);

    [LibraryImport(Library, EntryPoint = "tjCompressFromYUVPlanes")]
    public static partial int CompressPlanes(
        nint handle, byte** planes, int width, int* strides, int height, int chroma,
        byte** jpeg, nuint* jpegSize, int quality, int flags);

    [LibraryImport(Library, EntryPoint = "tjDecompressHeader3")]
    public static partial int ReadHeader(
        nint handle, byte* jpeg, nuint jpegSize, int* width, int* height, int* chroma, int* colorspace);

    [LibraryImport(Library, EntryPoint = "tjDecompress2")]
    public static partial int Decompress(
        nint handle, byte* jpeg, nuint jpegSize, byte* pixels, int width, int pitch, int height,
        int pixelFormat, int flags);

    [LibraryImport(Library, EntryPoint = "tjInitCompress")]
    private static partial nint InitCompress();

    [LibraryImport(Library, EntryPoint = "tjInitDecompress")]
    private static partial nint InitDecompress();

    [LibraryImport(Library, EntryPoint = "tjGetErrorStr2")]
    private static partial nint GetErrorStr(nint handle);

    /// <summary>Turns a missing library into a sentence that says what to install.</summary>
    internal static nint Created(Func<nint> create)
    {
        try
        {
            nint handle = create();
            return handle != 0 ? handle : throw new InvalidOperationException("TurboJPEG: no memory for a codec");
        }
        catch (DllNotFoundException missing)
        {
            throw new DllNotFoundException($"{Library} is missing: install the Debian package libturbojpeg0", missing);
        }
    }
}
