namespace SenseAuto.Hw.Native;

/// <summary>
/// Request numbers as the kernel forms them from direction, type, number and argument size (asm-generic/ioctl.h; the
/// same on x64 and arm64), so that a struct of a wrong size gives a wrong number, which a test sees.
/// </summary>
internal static class IoctlNumber
{
    private const uint WriteBit = 1u << 30;
    private const uint ReadBit = 2u << 30;

    public static nuint Read(char type, byte number, int size) => Make(ReadBit, type, number, size);

    public static nuint Write(char type, byte number, int size) => Make(WriteBit, type, number, size);

    public static nuint ReadWrite(char type, byte number, int size) => Make(ReadBit | WriteBit, type, number, size);

    private static nuint Make(uint direction, char type, byte number, int size) =>
        direction | ((uint)size << 16) | ((uint)type << 8) | number;
}
