using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;

namespace Atlas.Runtime.MultiScalar;

/// <summary>
/// Many independent affine additions with one shared inversion: six products an addition (Montgomery's trick; the formulas of the chord and
/// the tangent). Indices are signed: ~i means the negative of point i.
/// </summary>
internal static class AffinePairs
{
    private static readonly IPairKernel Kernel = KernelOf(VectorBackend.Current);

    /// <summary>
    /// destination[targets[k]] = source[left[k]] + source[right[k]] for every k. Equal, opposite and infinite points are treated before their
    /// zero denominator can reach the shared product. Source and destination must not overlap; indices are not checked.
    /// </summary>
    public static void Add(
        Span<G1Affine> destination,
        ReadOnlySpan<int> targets,
        ReadOnlySpan<G1Affine> source,
        ReadOnlySpan<int> left,
        ReadOnlySpan<int> right) => Kernel.Add(destination, targets, source, left, right);

    /// <summary>The kernel for the lanes of a back end.</summary>
    internal static IPairKernel KernelOf(VectorBackend backend) => backend.Lanes switch
    {
        8 => new LanePairs<Fields.Backends.EightLanes.VectorUnit, Vector512<ulong>>(),
        4 => new LanePairs<Fields.Backends.FourLanes.VectorUnit, Vector256<ulong>>(),
        2 => new LanePairs<Fields.Backends.TwoLanes.VectorUnit, Vector128<ulong>>(),
        _ => new ScalarPairs(),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static G1Affine Load(ReadOnlySpan<G1Affine> source, int signedIndex) =>
        signedIndex >= 0 ? source[signedIndex] : -source[~signedIndex];
}
