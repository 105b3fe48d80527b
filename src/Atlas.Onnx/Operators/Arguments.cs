namespace Atlas.Onnx.Operators;

/// <summary>Tensors given to an operator, in the order of its inputs.</summary>
internal readonly struct Arguments(params OnnxTensor?[] tensors)
{
    public int Count => tensors.Length;

    /// <summary>A required input.</summary>
    public OnnxTensor this[int index] => tensors[index] ?? throw new ArgumentException($"input {index} is absent", nameof(index));

    public OnnxTensor? Optional(int index) => index < tensors.Length ? tensors[index] : null;
}
