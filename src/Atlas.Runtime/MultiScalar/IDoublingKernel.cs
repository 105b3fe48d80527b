using Atlas.Runtime.Curves;

namespace Atlas.Runtime.MultiScalar;

/// <summary>Many points doubled many times; <see cref="Doublings"/> says how.</summary>
internal interface IDoublingKernel
{
    void Double(ReadOnlySpan<G1Affine> source, Span<G1Affine> destination, int times);
}
