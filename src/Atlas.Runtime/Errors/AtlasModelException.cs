namespace Atlas.Runtime;

/// <summary>The model's files are missing at run time or are not those that the code was generated from.</summary>
public sealed class AtlasModelException(string message, Exception? inner = null) : AtlasException(message, inner);
