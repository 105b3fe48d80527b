namespace Atlas.Onnx.Operators;

/// <summary>What inference finds out about an output.</summary>
internal readonly record struct TensorType(ElementType ElementType, OnnxShape Shape);
