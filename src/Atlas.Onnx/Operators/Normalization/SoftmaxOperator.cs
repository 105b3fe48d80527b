using Atlas.Onnx.Kernels;
using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Normalization;

/// <summary>e^x / Σ e^x along an axis.</summary>
internal sealed class SoftmaxOperator() : SoftmaxOperatorBase("Softmax", RowKernel.Softmax);
