namespace Atlas.Runtime;

/// <summary>An input or statement does not have the shape, type or range that the model declares.</summary>
public sealed class AtlasInputException(string message, Exception? inner = null) : AtlasException(message, inner);
