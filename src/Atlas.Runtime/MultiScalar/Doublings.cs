using System.Runtime.Intrinsics;
using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;

namespace Atlas.Runtime.MultiScalar;

/// <summary>Repeated doublings of many points, in Jacobian coordinates and with shared inversions at the end.</summary>
internal static class Doublings
{
    private static readonly IDoublingKernel Kernel = KernelOf(VectorBackend.Current);

    /// <summary>destination[i] = 2^times·source[i]. The spans have one length, and must not overlap.</summary>
    public static void Compute(ReadOnlySpan<G1Affine> source, Span<G1Affine> destination, int times) => Kernel.Double(source, destination, times);

    /// <summary>The kernel for the lanes of a back end.</summary>
    internal static IDoublingKernel KernelOf(VectorBackend backend) => backend.Lanes switch
    {
        8 => new LaneDoublings<Fields.Backends.EightLanes.VectorUnit, Vector512<ulong>>(),
        4 => new LaneDoublings<Fields.Backends.FourLanes.VectorUnit, Vector256<ulong>>(),
        2 => new LaneDoublings<Fields.Backends.TwoLanes.VectorUnit, Vector128<ulong>>(),
        _ => new ScalarDoublings(),
    };
}
