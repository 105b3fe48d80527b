using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Proving;

/// <summary>coefficient·tensor; axis k of the tensor is axis Axes[k] of the output, the other axes of the output are broadcast.</summary>
public sealed class IntegerTerm(Int128 coefficient, TensorInfo tensor, params int[] axes)
{
    public Int128 Coefficient { get; } = coefficient;

    public TensorInfo Tensor { get; } = tensor;

    public int[] Axes { get; } = axes;
}
