using Atlas.Runtime.Curves;

namespace Atlas.Runtime.MultiScalar;

/// <summary>Independent affine additions; <see cref="AffinePairs"/> says of what.</summary>
internal interface IPairKernel
{
    void Add(
        Span<G1Affine> destination, ReadOnlySpan<int> targets, ReadOnlySpan<G1Affine> source, ReadOnlySpan<int> left, ReadOnlySpan<int> right);
}
