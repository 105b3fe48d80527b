using Atlas.Runtime.Curves;

namespace Atlas.Runtime.MultiScalar;

/// <summary>Repeated doublings of many points, each a batch of affine additions.</summary>
internal static class Doublings
{
    /// <summary>Points that share inversions; two batches stay in the second-level cache.</summary>
    public const int Batch = 2048;

    private static readonly int[] Positions = [.. Enumerable.Range(0, Batch)];

    /// <summary>destination[i] = 2^times·source[i] for at most <see cref="Batch"/> points.</summary>
    public static void Compute(ReadOnlySpan<G1Affine> source, Span<G1Affine> destination, int times)
    {
        ReadOnlySpan<int> positions = Positions.AsSpan(0, source.Length);
        Span<G1Affine> spare = new G1Affine[source.Length];
        Span<G1Affine> target = times % 2 == 0 ? spare : destination;
        for (int i = 0; i < times; i++)
        {
            AffinePairs.Add(target, positions, source, positions, positions);
            source = target;
            target = target == spare ? destination : spare;
        }
    }
}
