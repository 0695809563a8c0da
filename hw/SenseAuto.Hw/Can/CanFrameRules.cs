using SenseAuto.Core.Messages;

namespace SenseAuto.Hw.Can;

/// <summary>What ISO 11898-1 lets a frame be. A frame that breaks a rule is refused before it reaches a bus.</summary>
public static class CanFrameRules
{
    public const uint BaseIdMax = 0x7FF;
    public const uint ExtendedIdMax = 0x1FFF_FFFF;
    public const int ClassicLengthMax = 8;

    /// <summary>Error frames are reports of a controller: they are read, never sent.</summary>
    public static bool MaySend(in CanFrame frame) => (frame.Flags & CanFlags.Error) == 0 && IsWellFormed(in frame);

    public static bool IsWellFormed(in CanFrame frame)
    {
        bool isRemote = (frame.Flags & CanFlags.Remote) != 0;
        if (frame.Id > (frame.IsExtended ? ExtendedIdMax : BaseIdMax))
            return false;

        return frame.IsFd
            ? !isRemote && IsFdLength(frame.Length)
            : frame.Length <= ClassicLengthMax && (frame.Flags & CanFlags.BitRateSwitch) == 0;
    }

    /// <summary>The sixteen lengths a CAN FD data length code can say.</summary>
    public static bool IsFdLength(int length) => length is >= 0 and <= 8 or 12 or 16 or 20 or 24 or 32 or 48 or 64;
}
