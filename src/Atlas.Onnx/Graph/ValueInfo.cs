namespace Atlas.Onnx;

/// <summary>A named value of a graph: its type, its extents, and the tensor if its value is known at build time.</summary>
public sealed record ValueInfo(string Name, ElementType ElementType, OnnxShape Shape, OnnxTensor? Constant = null)
{
    public bool IsConstant => Constant is not null;

    public override string ToString() => $"{Name}: {ElementType}{Shape}";
}
