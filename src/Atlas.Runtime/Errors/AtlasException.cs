namespace Atlas.Runtime;

/// <summary>Base of every exception that JoltAtlas raises on purpose. A failed verification is a value, never an exception.</summary>
public abstract class AtlasException : Exception
{
    private protected AtlasException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
