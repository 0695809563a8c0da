using System;

namespace SenseAuto.Models.Import;

/// <summary>A model that cannot be imported; the message names the model's node and operator.</summary>
public sealed class ImportException : Exception
{
    public ImportException()
    {
    }

    public ImportException(string message)
        : base(message)
    {
    }

    public ImportException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
