namespace SenseAuto.Sim.Pictures.Models;

/// <summary>Measures of a car body in metres, x from the rear bumper forward, z from the ground. Chosen by us after common cars.</summary>
/// <param name="Deck">Height of the rear deck or, without a boot, of the rear window's lower edge.</param>
/// <param name="GlassRear">x of the rear window's lower edge.</param>
/// <param name="RoofRear">x of the roof's rear edge.</param>
/// <param name="RoofFront">x of the roof's front edge.</param>
/// <param name="Cowl">x of the windscreen's lower edge.</param>
/// <param name="Tumble">Roof half width as a share of the body's.</param>
internal sealed record CarShape(
    float Length, float Width, float Height, float Deck, float GlassRear, float RoofRear, float RoofFront, float Cowl, float Tumble)
{
    public static CarShape Sedan { get; } = new(4.70f, 1.83f, 1.45f, 1.04f, 0.50f, 1.22f, 2.75f, 3.55f, 0.74f);

    public static CarShape Hatchback { get; } = new(4.25f, 1.79f, 1.47f, 0.98f, 0.06f, 0.42f, 2.40f, 3.20f, 0.76f);

    public static CarShape Suv { get; } = new(4.60f, 1.88f, 1.68f, 1.10f, 0.05f, 0.40f, 2.60f, 3.40f, 0.79f);

    public static CarShape Van { get; } = new(5.00f, 1.95f, 1.96f, 1.12f, 0.03f, 0.16f, 3.45f, 4.15f, 0.86f);

    public float Wheel => Height > 1.6f ? 0.35f : 0.32f;

    public float HalfWidth => Width / 2;
}
