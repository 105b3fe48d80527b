using Atlas.Onnx.Kernels;
using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Reduction;

/// <summary>ln Σ e^x along axes, without overflow.</summary>
internal sealed class ReduceLogSumExpOperator() : FoldOperator("ReduceLogSumExp", double.NegativeInfinity, SpecialFunctions.LogAddExp);
