using System;

namespace SenseAuto.Cabin.Identity;

/// <summary>Why the known persons cannot be read or kept, in words that name the file.</summary>
public sealed class IdentityStoreException : Exception
{
    public IdentityStoreException() { }

    public IdentityStoreException(string message) : base(message) { }

    public IdentityStoreException(string message, Exception innerException) : base(message, innerException) { }
}
