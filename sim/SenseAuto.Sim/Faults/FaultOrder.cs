using System;

namespace SenseAuto.Sim.Faults;

/// <summary>What goes wrong.</summary>
public enum FaultKind
{
    /// <summary>Nothing comes. Of the broker: the line to it is cut, the broker lives on.</summary>
    Drop,

    /// <summary>Everything comes later by <see cref="FaultOrder.Amount"/> seconds.</summary>
    Delay,

    /// <summary>Everything comes twice.</summary>
    Repeat,

    /// <summary>One bit of each message is another; checksums are not. A picture's transfer breaks off.</summary>
    Corrupt,

    /// <summary>The content of the first one comes again and again.</summary>
    Freeze,

    /// <summary>It works, but sees nothing: the radar has no target, the camera's lens is covered.</summary>
    Blind,

    /// <summary>
    /// It looks to the side by <see cref="FaultOrder.Amount"/> radians, positive is left; a camera also down by
    /// <see cref="FaultOrder.Down"/>.
    /// </summary>
    Misalign,

    /// <summary>The MQTT broker's process dies, and is started again at the end.</summary>
    Kill,

    /// <summary>The disk takes nothing more.</summary>
    Fill,

    /// <summary>The road thread works slower by the factor <see cref="FaultOrder.Amount"/>.</summary>
    Slow,

    /// <summary>The camera's pictures have a twenty-fifth of their light left: no exposure, or a lens that is nearly covered.</summary>
    Darken,

    /// <summary>Light straight into the camera: more than half of what a pixel can say is added to each.</summary>
    Dazzle,

    /// <summary>The camera hangs upside down.</summary>
    Upend,
}

/// <summary>One fault in a window of time.</summary>
/// <param name="Target">
/// "camera", "radar", the name of a CAN message of the vehicle's profile, or what the service runs on: "broker", "disk", "cpu".
/// </param>
public sealed record FaultOrder(FaultKind Kind, string Target, double AtS, double ForS)
{
    public const string Camera = "camera";
    public const string Radar = "radar";
    public const string Broker = "broker";
    public const string Disk = "disk";
    public const string Cpu = "cpu";

    private const double DelayMaxS = 5;
    private const double TurnMaxRad = 0.5;
    private const double FactorMax = 100;

    /// <summary>Seconds of a delay, radians of a misalignment, factor of a slow processor.</summary>
    public double Amount { get; init; }

    /// <summary>Radians by which a misaligned camera looks down; negative is up.</summary>
    public double Down { get; init; }

    /// <summary>Nothing that the car senses fails, but what the service runs on.</summary>
    public bool IsOfMachine => Target is Broker or Disk or Cpu;

    public bool IsOn(double nowS) => nowS >= AtS && nowS < AtS + ForS;

    /// <exception cref="ArgumentException">This fault cannot be; says why.</exception>
    public void Validate()
    {
        if (!Enum.IsDefined(Kind))
            throw new ArgumentException($"fault of {Target}: kind {(int)Kind} is none");
        if (!(AtS >= 0 && ForS > 0))
            throw new ArgumentException(FormattableString.Invariant($"fault {Kind} of {Target}: from {AtS} s for {ForS} s cannot be"));
        Require(Kind != FaultKind.Delay || Amount is > 0 and <= DelayMaxS, $"amount is {Amount} s, allowed above 0 and up to {DelayMaxS}");
        Require(Kind != FaultKind.Slow || Amount is > 1 and <= FactorMax, $"amount is a factor of {Amount}, allowed above 1 and up to {FactorMax}");
        if (Kind == FaultKind.Misalign)
            RequireTurn();
        else
            Require(Down == 0, $"down is {Down} rad, and only a camera that is misaligned looks down");
        RequireTarget();
    }

    private void RequireTurn()
    {
        bool isTurned = Math.Abs(Amount) is > 0 and <= TurnMaxRad || (Amount == 0 && Down != 0);
        Require(isTurned, $"amount is {Amount} rad, allowed up to {TurnMaxRad}");
        Require(Math.Abs(Down) <= TurnMaxRad, $"down is {Down} rad, allowed up to {TurnMaxRad}");
        Require(Down == 0 || Target == Camera, $"down is {Down} rad, and only a camera looks down");
    }

    private void RequireTarget()
    {
        if (Kind == FaultKind.Repeat && Target == Camera)
            throw new ArgumentException("fault Repeat is for the radar or a CAN message, not for the camera");
        if (Kind is FaultKind.Blind or FaultKind.Misalign && Target is not (Camera or Radar))
            throw new ArgumentException($"fault {Kind} is for camera or radar, not for {Target}");

        if (OnlyTarget is { } only)
        {
            if (Target != only)
                throw new ArgumentException($"fault {Kind} is for {only}, not for {Target}");
        }
        else if (IsOfMachine && !(Kind == FaultKind.Drop && Target == Broker))
        {
            throw new ArgumentException($"fault {Kind} is for a sensor or a message, not for {Target}");
        }
    }

    /// <summary>Null: this kind is for several.</summary>
    private string? OnlyTarget => Kind switch
    {
        FaultKind.Kill => Broker,
        FaultKind.Fill => Disk,
        FaultKind.Slow => Cpu,
        FaultKind.Darken or FaultKind.Dazzle or FaultKind.Upend => Camera,
        _ => null,
    };

    private void Require(bool isSo, FormattableString problem)
    {
        if (!isSo)
            throw new ArgumentException($"fault {Kind} of {Target}: {FormattableString.Invariant(problem)}");
    }
}
