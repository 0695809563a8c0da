using System;

namespace SenseAuto.Inference;

/// <summary>A model or a schedule that may not be used; the message names what, where, and what was expected.</summary>
public sealed class ModelException : Exception
{
    public ModelException()
    {
    }

    public ModelException(string message)
        : base(message)
    {
    }

    public ModelException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
