using System;
using System.IO;

namespace SenseAuto.Hw.Cameras;

/// <summary>A camera or video that cannot be opened; the message names it and says why.</summary>
public sealed class CameraException : IOException
{
    public CameraException() { }

    public CameraException(string message) : base(message) { }

    public CameraException(string message, Exception innerException) : base(message, innerException) { }
}
