using System;
using System.IO;
using SenseAuto.DriveLog.Recording;

namespace SenseAuto.Tests.Sim.Scenes;

/// <summary>Keeps the one file of a log in memory.</summary>
internal sealed class MemoryLogStore : ILogStore, IDisposable
{
    private readonly MemoryStream _stream = new();

    public byte[] Bytes => _stream.ToArray();

    public Stream Create(int part, out string name)
    {
        name = $"memory part {part}";
        return _stream;
    }

    public void Dispose() => _stream.Dispose();
}
