namespace SenseAuto.Core.Messages;

/// <summary>Whether a value can be trusted. Zero is "no": a message nobody filled in is unavailable.</summary>
public enum Validity : byte
{
    Unavailable = 0,
    Degraded = 1,
    Valid = 2,
}
