namespace Atlas.Runtime;

/// <summary>The process was configured for something that this build or this machine cannot do.</summary>
public sealed class AtlasConfigurationException(string message, Exception? inner = null) : AtlasException(message, inner);
