using System;

namespace SenseAuto.Can.E2e;

/// <summary>
/// Where one AUTOSAR end-to-end profile puts its counter, identifier and check value in a payload. Stateless; any thread.
/// </summary>
public abstract class E2eProfile
{
    /// <summary>Shortest payload in bytes that the profile can protect.</summary>
    public abstract int MinLength { get; }

    /// <summary>How many values the counter has; it counts 0 .. CounterValues - 1 and starts again.</summary>
    public abstract ulong CounterValues { get; }

    /// <summary>Writes counter, identifier and check value into the payload.</summary>
    /// <exception cref="ArgumentException">The payload is shorter than <see cref="MinLength"/>.</exception>
    public void Protect(Span<byte> payload, uint counter)
    {
        if (payload.Length < MinLength)
            throw new ArgumentException($"{GetType().Name} needs at least {MinLength} bytes, got {payload.Length}", nameof(payload));

        Write(payload, counter);
    }

    /// <summary>True when identifier, length and check value fit; then <paramref name="counter"/> is the sender's.</summary>
    public bool TryVerify(ReadOnlySpan<byte> payload, out uint counter)
    {
        counter = 0;
        return payload.Length >= MinLength && Verify(payload, out counter) && counter < CounterValues;
    }

    /// <summary>The counter as it stands in the payload, checked or not.</summary>
    public abstract uint CounterOf(ReadOnlySpan<byte> payload);

    protected abstract void Write(Span<byte> payload, uint counter);

    protected abstract bool Verify(ReadOnlySpan<byte> payload, out uint counter);
}
