namespace Atlas.Onnx;

/// <summary>
/// The model cannot be read, or holds something that is not supported. <see cref="Exception.Message"/> is one line that names
/// the node, the operator, what is at fault and the nearest thing that is supported.
/// </summary>
public sealed class AtlasModelException : Exception
{
    /// <summary>An error of the node <paramref name="nodeName"/>, or of the whole model where that is null.</summary>
    public AtlasModelException(string? nodeName, string? @operator, string detail, string? hint = null, Exception? innerException = null)
        : base(Compose(nodeName, @operator, detail, hint), innerException)
    {
        NodeName = nodeName;
        Operator = @operator;
        Detail = detail;
        Hint = hint;
    }

    /// <summary>An error of the model as a whole.</summary>
    public AtlasModelException(string detail, string? hint = null, Exception? innerException = null)
        : this(null, null, detail, hint, innerException)
    {
    }

    /// <summary>The node at fault; null if no single node is.</summary>
    public string? NodeName { get; }

    /// <summary>The operator type of the node at fault.</summary>
    public string? Operator { get; }

    /// <summary>What is at fault: the attribute, shape, type or byte.</summary>
    public string Detail { get; }

    /// <summary>What would work instead; null where nothing is near.</summary>
    public string? Hint { get; }

    private static string Compose(string? nodeName, string? @operator, string detail, string? hint)
    {
        string place = nodeName is null ? "" : @operator is null ? $"node '{nodeName}': " : $"node '{nodeName}' ({@operator}): ";
        string advice = hint is null ? "" : $"; {hint}";
        return OneLine(place + detail + advice);
    }

    // Names come from the file and may hold anything.
    private static string OneLine(string text) => text.Replace("\r", "\\r").Replace("\n", "\\n");
}
