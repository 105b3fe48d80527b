using System.Buffers;
using System.Numerics;
using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;
using Atlas.Runtime.Platform;

namespace Atlas.Runtime.MultiScalar;

/// <summary>
/// Multi-scalar multiplication Σ s_i·P_i by Pippenger's method with signed digits; full-width scalars are split by the curve's
/// <see cref="Endomorphism"/>. Every input is allowed: equal, opposite and infinite points, zero scalars. For bases that stay the same there are <see cref="FixedBases"/>.
/// </summary>
public static class Msm
{
    /// <summary>Σ scalars[i]·bases[i]. With one thread no thread but the caller's is used; the result never depends on the number.</summary>
    public static unsafe G1Affine Compute(ReadOnlySpan<G1Affine> bases, ReadOnlySpan<Fr> scalars, int threads = 1)
    {
        CheckLengths(bases.Length, scalars.Length);
        int count = scalars.Length, width = WindowWidth(2 * count, Endomorphism.ScalarBits);
        int windows = SignedDigits.Windows(Endomorphism.ScalarBits, width);
        short[] digits = ArrayPool<short>.Shared.Rent(2 * windows * count);
        fixed (Fr* pinned = scalars)
        {
            Fr* scalar = pinned;
            StaticPartition.For(threads, count, (start, end, _) =>
            {
                for (int i = start; i < end; i++)
                {
                    (Int128 low, Int128 high) = Endomorphism.Split(in scalar[i]);
                    SignedDigits.Write(low, width, windows, digits.AsSpan(i), 2 * count);
                    SignedDigits.Write(high, width, windows, digits.AsSpan(count + i), 2 * count);
                }
            });
        }

        // Group 2w holds the low halves' window w, group 2w + 1 the high halves'.
        DigitRun[] runs = [.. Enumerable.Range(0, 2 * windows).Select(g => new DigitRun(g * count, count, 0))];
        G1Affine[] parts = DigitSums.Compute(bases, digits, runs, 1, width, threads);
        ArrayPool<short>.Shared.Return(digits);
        G1Jacobian lowSum = G1Jacobian.Infinity, highSum = G1Jacobian.Infinity;
        for (int window = windows - 1; window >= 0; window--)
        {
            lowSum = BucketWeights.Accumulate(lowSum, parts.AsSpan(2 * window * width, width));
            highSum = BucketWeights.Accumulate(highSum, parts.AsSpan(((2 * window) + 1) * width, width));
        }

        return (lowSum + Endomorphism.Apply(in highSum)).ToAffine();
    }

    /// <summary>Σ scalars[i]·bases[i] for signed integers: as many windows as the largest magnitude needs.</summary>
    public static G1Affine ComputeSmall(ReadOnlySpan<G1Affine> bases, ReadOnlySpan<long> scalars, int threads = 1)
    {
        CheckLengths(bases.Length, scalars.Length);
        ulong all = 0;
        foreach (long scalar in scalars)
        {
            all |= (ulong)(scalar < 0 ? -scalar : scalar);
        }

        int count = scalars.Length, bits = 64 - BitOperations.LeadingZeroCount(all);
        int width = WindowWidth(count, bits), windows = SignedDigits.Windows(bits, width);
        short[] digits = ArrayPool<short>.Shared.Rent(windows * count);
        for (int i = 0; i < count; i++)
        {
            SignedDigits.Write(scalars[i], width, windows, digits.AsSpan(i), count);
        }

        DigitRun[] runs = [.. Enumerable.Range(0, windows).Select(w => new DigitRun(w * count, count, 0))];
        G1Affine[] parts = DigitSums.Compute(bases, digits, runs, 1, width, threads);
        ArrayPool<short>.Shared.Return(digits);
        G1Jacobian sum = G1Jacobian.Infinity;
        for (int window = windows - 1; window >= 0; window--)
        {
            sum = BucketWeights.Accumulate(sum, parts.AsSpan(window * width, width));
        }

        return sum.ToAffine();
    }

    private static void CheckLengths(int bases, int scalars)
    {
        if (bases < scalars)
        {
            throw new ArgumentException($"{scalars} scalars, but only {bases} bases.");
        }
    }

    /// <summary>The width that needs the fewest additions: a point once a window, a bucket about three times.</summary>
    private static int WindowWidth(int count, int bits)
    {
        int best = 2;
        for (int width = 3; width <= 14; width++)
        {
            if (Cost(width) < Cost(best))
            {
                best = width;
            }
        }

        return best;

        long Cost(int width) => (long)SignedDigits.Windows(bits, width) * (count + (3L << (width - 1)) + 64);
    }
}
