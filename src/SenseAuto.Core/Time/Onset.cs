namespace SenseAuto.Core.Time;

/// <summary>Since when something has been so without a break. Zero is "it is not so".</summary>
public readonly record struct Onset(bool IsOn, MonoTime From)
{
    public Onset Step(bool isSo, MonoTime now)
    {
        if (!isSo)
            return default;

        return IsOn ? this : new Onset(true, now);
    }

    /// <summary>True once it has been so for at least <paramref name="time"/>.</summary>
    public bool HasLasted(MonoDuration time, MonoTime now) => IsOn && now.AgeOf(From) >= time;
}
