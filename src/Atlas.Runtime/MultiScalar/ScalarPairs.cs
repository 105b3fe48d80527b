using System.Buffers;
using System.Runtime.CompilerServices;
using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;

namespace Atlas.Runtime.MultiScalar;

/// <summary>One pair at a time, on any machine. The other kernel uses it for fewer pairs than it has lanes.</summary>
internal sealed class ScalarPairs : IPairKernel
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(
        Span<G1Affine> destination, ReadOnlySpan<int> targets, ReadOnlySpan<G1Affine> source, ReadOnlySpan<int> left, ReadOnlySpan<int> right)
    {
        if (targets.IsEmpty)
        {
            return;
        }

        var pooled = ArrayPool<Fq>.Shared.Rent(2 * targets.Length);
        var denominators = pooled.AsSpan(0, targets.Length);
        var prefixes = pooled.AsSpan(targets.Length, targets.Length);
        var product = Fq.One;
        for (var k = 0; k < targets.Length; k++)
        {
            prefixes[k] = product;
            var denominator = Denominator(AffinePairs.Load(source, left[k]), AffinePairs.Load(source, right[k]));
            denominators[k] = denominator;
            if (!denominator.IsZero)
            {
                product *= denominator;
            }
        }

        var inverse = product.Invert();
        for (var k = targets.Length - 1; k >= 0; k--)
        {
            var p = AffinePairs.Load(source, left[k]);
            var q = AffinePairs.Load(source, right[k]);
            if (denominators[k].IsZero)
            {
                destination[targets[k]] = p.IsInfinity ? q : q.IsInfinity ? p : G1Affine.Infinity;
                continue;
            }

            destination[targets[k]] = Sum(in p, in q, inverse * prefixes[k]);
            inverse *= denominators[k];
        }

        ArrayPool<Fq>.Shared.Return(pooled);
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
}
