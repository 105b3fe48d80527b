using Atlas.Onnx.Kernels;
using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Normalization;

/// <summary>1 at the first greatest element along an axis, 0 elsewhere.</summary>
internal sealed class HardmaxOperator() : SoftmaxOperatorBase("Hardmax", RowKernel.Hardmax);
