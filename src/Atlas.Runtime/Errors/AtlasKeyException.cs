namespace Atlas.Runtime;

/// <summary>A proving key, verifying key or reference string is malformed, stale, or belongs to something else.</summary>
public sealed class AtlasKeyException(string message, Exception? inner = null) : AtlasException(message, inner);
