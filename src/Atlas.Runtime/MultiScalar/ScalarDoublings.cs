using System.Buffers;
using Atlas.Runtime.Curves;

namespace Atlas.Runtime.MultiScalar;

/// <summary>One point at a time, on any machine. The other kernel uses it for what does not fill its lanes.</summary>
internal sealed class ScalarDoublings : IDoublingKernel
{
    public void Double(ReadOnlySpan<G1Affine> source, Span<G1Affine> destination, int times)
    {
        G1Jacobian[] multiples = ArrayPool<G1Jacobian>.Shared.Rent(source.Length);
        for (int i = 0; i < source.Length; i++)
        {
            G1Jacobian multiple = source[i];
            for (int k = 0; k < times; k++)
            {
                multiple = multiple.Double();
            }

            multiples[i] = multiple;
        }

        G1Jacobian.ToAffine(multiples.AsSpan(0, source.Length), destination);
        ArrayPool<G1Jacobian>.Shared.Return(multiples);
    }
}
