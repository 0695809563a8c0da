using System;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace SenseAuto.Core;

/// <summary>A broken invariant is a bug in SenseAuto, never a bad input: it throws and the process ends.</summary>
public static class Invariant
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Require([DoesNotReturnIf(false)] bool condition, string message)
    {
        if (!condition)
            Broken(message);
    }

    [DoesNotReturn, StackTraceHidden, MethodImpl(MethodImplOptions.NoInlining)]
    private static void Broken(string message) => throw new InvariantException(message);
}

/// <summary>Thrown only by <see cref="Invariant"/>.</summary>
public sealed class InvariantException : Exception
{
    public InvariantException() { }

    public InvariantException(string message) : base(message) { }

    public InvariantException(string message, Exception innerException) : base(message, innerException) { }
}
