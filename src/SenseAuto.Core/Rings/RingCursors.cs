using System.Runtime.InteropServices;

namespace SenseAuto.Core.Rings;

/// <summary>Each cursor on a cache line of its own, so that the two threads of a ring do not fight over one.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct RingCursors
{
    [FieldOffset(64)]
    public long Written;

    [FieldOffset(72)]
    public long Refused;

    [FieldOffset(192)]
    public long Read;
}
