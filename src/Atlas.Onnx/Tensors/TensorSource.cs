namespace Atlas.Onnx;

/// <summary>
/// Where a tensor's payload lies: <paramref name="Length"/> bytes of little-endian fixed-width elements at
/// <paramref name="Offset"/> from the start of <paramref name="ExternalFile"/>, or of the ONNX file where that is null.
/// A prover reads weights from there without knowing the ONNX format.
/// </summary>
public sealed record TensorSource(string? ExternalFile, long Offset, long Length, ElementType Type);
