using System.Collections.Immutable;

namespace Atlas.Onnx.Kernels;

/// <summary>How windows lie along each spatial axis; all lists have one entry per axis.</summary>
internal sealed record WindowForm(
    ImmutableArray<long> Kernel, ImmutableArray<long> Strides, ImmutableArray<long> Dilations,
    ImmutableArray<long> PadsBegin, ImmutableArray<long> PadsEnd)
{
    /// <summary>Elements from the first to the last tap of a window, along an axis.</summary>
    public long Reach(int axis) => (Kernel[axis] - 1) * Dilations[axis] + 1;
}
