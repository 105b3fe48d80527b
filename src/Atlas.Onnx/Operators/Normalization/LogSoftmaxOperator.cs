using Atlas.Onnx.Kernels;
using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Normalization;

/// <summary>x - ln Σ e^x along an axis.</summary>
internal sealed class LogSoftmaxOperator() : SoftmaxOperatorBase("LogSoftmax", RowKernel.LogSoftmax);
