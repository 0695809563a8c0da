using System;

namespace SenseAuto.Sim.Faults;

/// <summary>What goes wrong.</summary>
public enum FaultKind
{
    /// <summary>Nothing comes.</summary>
    Drop,

    /// <summary>Everything comes later by <see cref="FaultOrder.Amount"/> seconds.</summary>
    Delay,

    /// <summary>Everything comes twice.</summary>
    Repeat,

    /// <summary>One bit of each is another; checksums are not.</summary>
    Corrupt,

    /// <summary>The content of the first one comes again and again.</summary>
    Freeze,

    /// <summary>It works, but sees nothing: the radar has no target, the camera's lens is covered.</summary>
    Blind,

    /// <summary>It looks to the side by <see cref="FaultOrder.Amount"/> radians; positive is left.</summary>
    Misalign,
}

/// <summary>One fault in a window of time.</summary>
/// <param name="Target">"camera", "radar", or the name of a CAN message of the vehicle's profile.</param>
public sealed record FaultOrder(FaultKind Kind, string Target, double AtS, double ForS)
{
    public const string Camera = "camera";
    public const string Radar = "radar";

    /// <summary>Seconds of a delay, radians of a misalignment.</summary>
    public double Amount { get; init; }

    public bool IsOn(double nowS) => nowS >= AtS && nowS < AtS + ForS;

    /// <exception cref="ArgumentException">This fault cannot be; says why.</exception>
    public void Validate()
    {
        if (!(AtS >= 0 && ForS > 0))
            throw new ArgumentException(FormattableString.Invariant($"fault {Kind} of {Target}: from {AtS} s for {ForS} s cannot be"));
        if (Kind == FaultKind.Delay && !(Amount is > 0 and <= 5))
            throw new ArgumentException(FormattableString.Invariant($"fault Delay of {Target}: amount is {Amount} s, allowed above 0 and up to 5"));
        if (Kind == FaultKind.Misalign && !(Math.Abs(Amount) is > 0 and <= 0.5))
            throw new ArgumentException(FormattableString.Invariant($"fault Misalign of {Target}: amount is {Amount} rad, allowed up to 0.5"));
        if (Kind == FaultKind.Repeat && Target == Camera)
            throw new ArgumentException("fault Repeat is for the radar or a CAN message, not for the camera");
        bool isSensor = Target is Camera or Radar;
        if (Kind is FaultKind.Blind or FaultKind.Misalign && !isSensor)
            throw new ArgumentException($"fault {Kind} is for camera or radar, not for {Target}");
    }
}
