using System.Runtime.CompilerServices;
using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;
using Atlas.Runtime.MultiScalar.Avx512;

namespace Atlas.Runtime.MultiScalar;

/// <summary>
/// Many independent affine additions with one shared inversion: six products an addition (Montgomery's trick; the formulas of the chord and
/// the tangent). Indices are signed: ~i means the negative of point i.
/// </summary>
internal static class AffinePairs
{
    /// <summary>
    /// destination[targets[k]] = source[left[k]] + source[right[k]] for every k. Equal, opposite and infinite points are treated before their
    /// zero denominator can reach the shared product. Source and destination must not overlap; scratch holds 2 elements a pair.
    /// </summary>
    public static void Add(
        Span<G1Affine> destination,
        ReadOnlySpan<int> targets,
        ReadOnlySpan<G1Affine> source,
        ReadOnlySpan<int> left,
        ReadOnlySpan<int> right,
        Span<Fq> scratch)
    {
        var whole = 0;
        if (VectorBackend.Current.IsAvx512)
        {
            whole = targets.Length & ~7;
            LanePairs.Add(destination, targets[..whole], source, left[..whole], right[..whole]);
        }

        if (whole < targets.Length)
        {
            AddScalar(destination, targets[whole..], source, left[whole..], right[whole..], scratch);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddScalar(
        Span<G1Affine> destination,
        ReadOnlySpan<int> targets,
        ReadOnlySpan<G1Affine> source,
        ReadOnlySpan<int> left,
        ReadOnlySpan<int> right,
        Span<Fq> scratch)
    {
        var denominators = scratch[..targets.Length];
        var prefixes = scratch.Slice(targets.Length, targets.Length);
        var product = Fq.One;
        for (var k = 0; k < targets.Length; k++)
        {
            prefixes[k] = product;
            var denominator = Denominator(Load(source, left[k]), Load(source, right[k]));
            denominators[k] = denominator;
            if (!denominator.IsZero)
            {
                product *= denominator;
            }
        }

        var inverse = product.Invert();
        for (var k = targets.Length - 1; k >= 0; k--)
        {
            var p = Load(source, left[k]);
            var q = Load(source, right[k]);
            if (denominators[k].IsZero)
            {
                destination[targets[k]] = p.IsInfinity ? q : q.IsInfinity ? p : G1Affine.Infinity;
                continue;
            }

            destination[targets[k]] = Sum(in p, in q, inverse * prefixes[k]);
            inverse *= denominators[k];
        }
    }

    /// <summary>The denominator of the slope, or zero when no slope is needed: a point is infinite, or the two are opposite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Fq Denominator(in G1Affine p, in G1Affine q)
    {
        if (p.IsInfinity || q.IsInfinity)
        {
            return Fq.Zero;
        }

        var difference = q.X - p.X;
        return difference.IsZero && p.Y == q.Y ? p.Y.Double() : difference;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static G1Affine Sum(in G1Affine p, in G1Affine q, in Fq inverseDenominator)
    {
        var numerator = q.Y - p.Y;
        if (p.X == q.X)
        {
            var square = p.X.Square();
            numerator = square.Double() + square;
        }

        var slope = numerator * inverseDenominator;
        var x = slope.Square() - p.X - q.X;
        return new(in x, (slope * (p.X - x)) - p.Y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static G1Affine Load(ReadOnlySpan<G1Affine> source, int signedIndex) =>
        signedIndex >= 0 ? source[signedIndex] : -source[~signedIndex];
}
