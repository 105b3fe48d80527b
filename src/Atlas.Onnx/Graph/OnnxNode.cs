using System.Collections.Immutable;

namespace Atlas.Onnx;

/// <summary>One application of an operator.</summary>
public sealed class OnnxNode
{
    internal OnnxNode(string name, string opType, string domain, ImmutableArray<string> inputs, ImmutableArray<string> outputs, OnnxAttributes attributes)
    {
        Name = name;
        OpType = opType;
        Domain = domain;
        Inputs = inputs;
        Outputs = outputs;
        Attributes = attributes;
    }

    /// <summary>The file's name for the node, or <c>OpType_position</c> where it has none.</summary>
    public string Name { get; }

    public string OpType { get; }

    /// <summary>"" for the default domain.</summary>
    public string Domain { get; }

    /// <summary>Names of the input values; "" where an optional input is absent.</summary>
    public ImmutableArray<string> Inputs { get; }

    /// <summary>Names of the output values; "" where an optional output is not wanted.</summary>
    public ImmutableArray<string> Outputs { get; }

    public OnnxAttributes Attributes { get; }

    /// <summary>An error about this node.</summary>
    public AtlasModelException Error(string detail, string? hint = null) => new(Name, OpType, detail, hint);

    public override string ToString() => $"{Name} ({OpType})";
}
