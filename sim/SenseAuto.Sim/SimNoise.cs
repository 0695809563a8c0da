namespace SenseAuto.Sim;

/// <summary>Repeatable noise: a counter-based generator (the SplitMix64 mixing function) seeded by the script.</summary>
public sealed class SimNoise(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A well-mixed 64-bit number that depends on the input alone.</summary>
    public static ulong Mix(ulong value) => unchecked(Finish(value + 0x9E3779B97F4A7C15UL));

    public ulong Next()
    {
        _state = unchecked(_state + 0x9E3779B97F4A7C15UL);
        return Finish(_state);
    }

    /// <summary>Evenly in [0, 1).</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Normal distribution with mean 0 and deviation 1 (sum of twelve uniforms: bounded at 6, enough for sensors).</summary>
    public double Gaussian()
    {
        double sum = -6;
        for (int i = 0; i < 12; i++)
            sum += Uniform();
        return sum;
    }

    private static ulong Finish(ulong z) => unchecked(Finish2((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL));

    private static ulong Finish2(ulong z) => unchecked(Finish3((z ^ (z >> 27)) * 0x94D049BB133111EBUL));

    private static ulong Finish3(ulong z) => z ^ (z >> 31);
}
