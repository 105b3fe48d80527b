using System.Buffers;
using System.Numerics;
using Atlas.Runtime.Arithmetic;
using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;
using Atlas.Runtime.Platform;

namespace Atlas.Runtime.MultiScalar;

/// <summary>
/// Multi-scalar multiplication Σ s_i·P_i by Pippenger's method with signed digits. Buckets, and the weighting of buckets, are all
/// <see cref="SubsetSum"/>s: affine additions of six products. Every input is allowed: equal, opposite and infinite points, zero scalars.
/// </summary>
public static class Msm
{
    private const int ScalarBits = 254;

    /// <summary>Σ scalars[i]·bases[i]. With one thread no thread but the caller's is used; the result never depends on the number.</summary>
    public static G1Affine Compute(ReadOnlySpan<G1Affine> bases, ReadOnlySpan<Fr> scalars, int threads = 1)
    {
        CheckLengths(bases.Length, scalars.Length);
        var width = WindowWidth(scalars.Length, ScalarBits);
        var windows = SignedDigits.Windows(ScalarBits, width);
        var digits = ArrayPool<short>.Shared.Rent(windows * scalars.Length);
        for (var i = 0; i < scalars.Length; i++)
        {
            SignedDigits.Write(scalars[i].ToInteger(), negative: false, width, windows, digits, scalars.Length, i);
        }

        var result = Combine(bases, digits, scalars.Length, width, windows, threads);
        ArrayPool<short>.Shared.Return(digits);
        return result;
    }

    /// <summary>Σ scalars[i]·bases[i] for signed integers: as many windows as the largest magnitude needs.</summary>
    public static G1Affine ComputeSmall(ReadOnlySpan<G1Affine> bases, ReadOnlySpan<long> scalars, int threads = 1)
    {
        CheckLengths(bases.Length, scalars.Length);
        ulong all = 0;
        foreach (var scalar in scalars)
        {
            all |= Magnitude(scalar);
        }

        var bits = 64 - BitOperations.LeadingZeroCount(all);
        var width = WindowWidth(scalars.Length, bits);
        var windows = SignedDigits.Windows(bits, width);
        var digits = ArrayPool<short>.Shared.Rent(windows * scalars.Length);
        for (var i = 0; i < scalars.Length; i++)
        {
            var magnitude = new UInt256(Magnitude(scalars[i]), 0, 0, 0);
            SignedDigits.Write(in magnitude, scalars[i] < 0, width, windows, digits, scalars.Length, i);
        }

        var result = Combine(bases, digits, scalars.Length, width, windows, threads);
        ArrayPool<short>.Shared.Return(digits);
        return result;
    }

    private static ulong Magnitude(long scalar) => scalar < 0 ? 0 - (ulong)scalar : (ulong)scalar;

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
        var best = 2;
        for (var width = 3; width <= 14; width++)
        {
            if (Cost(width) < Cost(best))
            {
                best = width;
            }
        }

        return best;

        long Cost(int width) => (long)SignedDigits.Windows(bits, width) * (count + (3L << (width - 1)) + 64);
    }

    private static unsafe G1Affine Combine(ReadOnlySpan<G1Affine> bases, short[] digits, int count, int width, int windows, int threads)
    {
        // A worker takes whole windows, or, where there are fewer windows than workers, parts of the points.
        var chunks = windows < threads ? threads : 1;
        var parts = new G1Affine[windows * chunks * WindowSum.Parts(width)];
        fixed (G1Affine* pinned = bases)
        {
            var points = pinned;
            StaticPartition.For(threads, windows * chunks, (start, end, _) =>
            {
                for (var task = start; task < end; task++)
                {
                    var window = task / chunks;
                    var from = StaticPartition.Start(task % chunks, chunks, count);
                    var length = StaticPartition.Start((task % chunks) + 1, chunks, count) - from;
                    WindowSum.Compute(
                        new ReadOnlySpan<G1Affine>(points + from, length),
                        digits.AsSpan((window * count) + from, length),
                        width,
                        parts.AsSpan(task * WindowSum.Parts(width), WindowSum.Parts(width)));
                }
            });
        }

        return Horner(parts, width, windows, chunks).ToAffine();
    }

    /// <summary>Weights every part by its power of two, one doubling a bit.</summary>
    private static G1Jacobian Horner(ReadOnlySpan<G1Affine> parts, int width, int windows, int chunks)
    {
        var sum = G1Jacobian.Infinity;
        for (var window = windows - 1; window >= 0; window--)
        {
            var own = parts.Slice(window * chunks * width, chunks * width);
            for (var bit = width - 1; bit >= 0; bit--)
            {
                sum = sum.Double();
                for (var chunk = 0; chunk < own.Length; chunk += width)
                {
                    // The last part is the unweighted sum: it joins at bit 0.
                    if (bit < width - 1)
                    {
                        sum += own[chunk + bit];
                    }

                    if (bit == 0)
                    {
                        sum += own[chunk + width - 1];
                    }
                }
            }
        }

        return sum;
    }
}
