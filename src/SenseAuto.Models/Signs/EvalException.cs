using System;

namespace SenseAuto.Models.Signs;

/// <summary>Labelled data that cannot be scored; the message names the file, the line and what is wrong.</summary>
public sealed class EvalException : Exception
{
    public EvalException() { }

    public EvalException(string message) : base(message) { }

    public EvalException(string message, Exception innerException) : base(message, innerException) { }
}
