using System.Buffers;
using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;
using Atlas.Runtime.Platform;

namespace Atlas.Runtime.MultiScalar;

/// <summary>
/// Bases for many multi-scalar multiplications, with their multiples 2^(13j)·P_i: all windows of a scalar share one set of buckets. Together with
/// the curve's <see cref="Endomorphism"/>, which halves the number of multiples, that is 20 additions a scalar and 2^14 for the buckets.
/// </summary>
internal sealed class FixedBases
{
    /// <summary>Memory of one base's multiples.</summary>
    public static readonly int BytesPerBase = Windows * G1Affine.UncompressedBytes;

    private const int Width = 13;
    private static readonly int Windows = SignedDigits.Windows(Endomorphism.ScalarBits, Width);
    private readonly AlignedPoints _multiples;
    private readonly int _count;

    /// <param name="bases">The points.</param>
    /// <param name="threads">The points are divided among them.</param>
    public FixedBases(ReadOnlySpan<G1Affine> bases, int threads)
    {
        _count = bases.Length;
        _multiples = new AlignedPoints(Windows * _count);
        bases.CopyTo(_multiples.Span);
        StaticPartition.For(threads, _count, (start, end, _) =>
        {
            for (int window = 1; window < Windows; window++)
            {
                Span<G1Affine> multiples = _multiples.Span[(window * _count)..];
                Doublings.Compute(_multiples.Span.Slice(((window - 1) * _count) + start, end - start), multiples[start..end], Width);
            }
        });
    }

    /// <summary>Σ_i vector[i]·P_i for every vector, none of which has more scalars than there are bases.</summary>
    public G1Affine[] Multiply(ReadOnlyMemory<Fr>[] vectors, int threads)
    {
        short[] digits = ArrayPool<short>.Shared.Rent(2 * Windows * vectors.Sum(static vector => vector.Length));
        var runs = new DigitRun[2 * vectors.Length * Windows];
        for (int v = 0, first = 0; v < vectors.Length; v++)
        {
            Write(vectors[v], digits, first, threads);
            for (int half = 0; half < 2; half++)
            {
                // All low halves come first: where one vector is much longer than the others, two threads have a half of it each.
                int group = (half * vectors.Length) + v;
                for (int window = 0; window < Windows; window++, first += vectors[v].Length)
                {
                    runs[(group * Windows) + window] = new DigitRun(first, vectors[v].Length, window * _count);
                }
            }
        }

        G1Affine[] parts = DigitSums.Compute(_multiples.Span, digits, runs, Windows, Width, threads);
        ArrayPool<short>.Shared.Return(digits);
        return [.. Enumerable.Range(0, vectors.Length).Select(v => (Sum(v) + Endomorphism.Apply(Sum(vectors.Length + v))).ToAffine())];

        G1Jacobian Sum(int group) => BucketWeights.Accumulate(G1Jacobian.Infinity, parts.AsSpan(group * Width, Width));
    }

    /// <summary>The vector's digits from <paramref name="first"/> on: low halves window by window, then high halves.</summary>
    private static void Write(ReadOnlyMemory<Fr> vector, short[] digits, int first, int threads) =>
        StaticPartition.For(threads, vector.Length, (start, end, _) =>
        {
            ReadOnlySpan<Fr> scalars = vector.Span;
            for (int i = start; i < end; i++)
            {
                (Int128 low, Int128 high) = Endomorphism.Split(in scalars[i]);
                SignedDigits.Write(low, Width, Windows, digits.AsSpan(first + i), vector.Length);
                SignedDigits.Write(high, Width, Windows, digits.AsSpan(first + (Windows * vector.Length) + i), vector.Length);
            }
        });
}
