namespace Atlas.Onnx.Operators.Kinds;

/// <summary>A float attribute with its default.</summary>
internal sealed record Parameter(string Name, double Default)
{
    public double Of(NodeContext node) => node.Attributes.GetFloat(Name, Default);
}
