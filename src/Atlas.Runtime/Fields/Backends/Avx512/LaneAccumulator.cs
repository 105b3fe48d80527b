using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Field = Atlas.Runtime.Fields.Backends.Avx512.LaneField<Atlas.Runtime.Fields.FrModulus>;

namespace Atlas.Runtime.Fields.Backends.Avx512;

/// <summary>
/// Eight sums Σ k·a of 32-bit signed integers times field elements: nine multiplications and additions for eight products. Limbs are signed and
/// carried only when the magnitudes seen since the last time could fill 63 bits. Capacity: 2^30 products.
/// </summary>
internal struct LaneAccumulator
{
    /// <summary>Products between looks at the magnitudes.</summary>
    public const int Period = 4;

    /// <summary>A limb is below 2^29, and Period magnitudes more are at most 2^33: 2^29·(2^32 + 2^33) + 2^29 is below 2^63.</summary>
    private const long MagnitudeLimit = 1L << 32;

    /// <summary>The sum, limbs signed; L8 is below 2^29 as well after a carry.</summary>
    private Lanes limbs;

    private Vector512<long> overflow;

    private Vector512<long> magnitudes;

    /// <summary>Adds k·a; every 64-bit lane of k holds an integer of 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(in Lanes a, Vector512<long> k)
    {
        var factor = k.AsInt32();
        limbs.L0 += Product(a.L0, factor);
        limbs.L1 += Product(a.L1, factor);
        limbs.L2 += Product(a.L2, factor);
        limbs.L3 += Product(a.L3, factor);
        limbs.L4 += Product(a.L4, factor);
        limbs.L5 += Product(a.L5, factor);
        limbs.L6 += Product(a.L6, factor);
        limbs.L7 += Product(a.L7, factor);
        limbs.L8 += Product(a.L8, factor);
        magnitudes += Vector512.Abs(k);
    }

    /// <summary>
    /// Adds Σ factors[i]·part(cells[offsets[i] + column + lane]), until the rows end, fewer than <see cref="Period"/> are left, or a part needs more
    /// than 32 bits; part(k) = (k >> shift) &amp; mask. Returns how many rows it took. Lanes are columns here, in the order of memory.
    /// </summary>
    public int AddRows(ReadOnlySpan<Factor> factors, ref long cells, ReadOnlySpan<int> offsets, int column, int shift, long mask)
    {
        for (var done = 0; ;)
        {
            CarryIfNeeded();
            var run = RunRows(factors[done..], ref cells, offsets[done..], column, shift, mask);
            done += run;
            if (run == 0 || done + Period > factors.Length)
            {
                CarryIfNeeded();
                return done;
            }
        }
    }

    /// <summary>Four rows at a time with the sum in registers, until the rows end, a part is too long, or a carry is due.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int RunRows(ReadOnlySpan<Factor> factors, ref long cells, ReadOnlySpan<int> offsets, int column, int shift, long mask)
    {
        var (t0, t1, t2, t3, t4, t5, t6, t7, t8) =
            (limbs.L0, limbs.L1, limbs.L2, limbs.L3, limbs.L4, limbs.L5, limbs.L6, limbs.L7, limbs.L8);
        var i = 0;
        for (; i + Period <= factors.Length; i += Period)
        {
            var k0 = Part(ref cells, offsets[i] + column, shift, mask);
            var k1 = Part(ref cells, offsets[i + 1] + column, shift, mask);
            var k2 = Part(ref cells, offsets[i + 2] + column, shift, mask);
            var k3 = Part(ref cells, offsets[i + 3] + column, shift, mask);
            var bits = k0 ^ (k0 >> 63) | k1 ^ (k1 >> 63) | k2 ^ (k2 >> 63) | k3 ^ (k3 >> 63);
            if ((bits >> 31) != Vector512<long>.Zero || Vector512.GreaterThanAny(magnitudes, Vector512.Create(MagnitudeLimit)))
            {
                break;
            }

            // The or'ed magnitudes bound each of the four; one more covers the negative extremes.
            magnitudes += (bits + Vector512<long>.One) << 2;
            AddRow(in factors[i], k0.AsInt32(), ref t0, ref t1, ref t2, ref t3, ref t4, ref t5, ref t6, ref t7, ref t8);
            AddRow(in factors[i + 1], k1.AsInt32(), ref t0, ref t1, ref t2, ref t3, ref t4, ref t5, ref t6, ref t7, ref t8);
            AddRow(in factors[i + 2], k2.AsInt32(), ref t0, ref t1, ref t2, ref t3, ref t4, ref t5, ref t6, ref t7, ref t8);
            AddRow(in factors[i + 3], k3.AsInt32(), ref t0, ref t1, ref t2, ref t3, ref t4, ref t5, ref t6, ref t7, ref t8);
        }

        (limbs.L0, limbs.L1, limbs.L2, limbs.L3, limbs.L4, limbs.L5, limbs.L6, limbs.L7, limbs.L8) =
            (t0, t1, t2, t3, t4, t5, t6, t7, t8);
        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<long> Part(ref long cells, int offset, int shift, long mask) =>
        (Vector512.LoadUnsafe(ref cells, (nuint)offset) >> shift) & Vector512.Create(mask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRow(
        in Factor factor, Vector512<int> k,
        ref Vector512<ulong> t0, ref Vector512<ulong> t1, ref Vector512<ulong> t2, ref Vector512<ulong> t3, ref Vector512<ulong> t4,
        ref Vector512<ulong> t5, ref Vector512<ulong> t6, ref Vector512<ulong> t7, ref Vector512<ulong> t8)
    {
        t0 += Product(Broadcast(factor.L0), k);
        t1 += Product(Broadcast(factor.L1), k);
        t2 += Product(Broadcast(factor.L2), k);
        t3 += Product(Broadcast(factor.L3), k);
        t4 += Product(Broadcast(factor.L4), k);
        t5 += Product(Broadcast(factor.L5), k);
        t6 += Product(Broadcast(factor.L6), k);
        t7 += Product(Broadcast(factor.L7), k);
        t8 += Product(Broadcast(factor.L8), k);
    }

    /// <summary>Must be called after every <see cref="Period"/> products.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void CarryIfNeeded()
    {
        if (Vector512.GreaterThanAny(magnitudes, Vector512.Create(MagnitudeLimit)))
        {
            Carry();
        }
    }

    /// <summary>The sums modulo p, below 4p and normalised.</summary>
    public void Reduce(out Lanes sum)
    {
        Carry();

        // What overflowed has the weight 2^261 = R, so as a Montgomery form it is the integer itself. p makes it positive.
        var high = default(Lanes);
        high.L0 = overflow.AsUInt64();
        Field.AddModulus(ref high, 1);
        high.Normalize();
        Field.Multiply(in high, Field.Broadcast(FrModulus.RSquared), out high);
        Field.Multiply(in limbs, Field.Broadcast(FrModulus.R), out sum);
        sum.Add(in high);
        sum.Normalize();
    }

    private void Carry()
    {
        limbs.Normalize();
        overflow += Lanes.Carry(limbs.L8).AsInt64();
        limbs.L8 &= Vector512.Create(Lanes.LimbMask);
        magnitudes = Vector512<long>.Zero;
    }

    /// <summary>
    /// The mask changes nothing; it keeps the broadcast out of the multiplication, for which the .NET 10 compiler encodes the displacement of a
    /// broadcast memory operand wrongly and reads another limb.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Broadcast(ulong limb) => Vector512.Create(limb) & Vector512.Create(Lanes.LimbMask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Product(Vector512<ulong> limb, Vector512<int> factor) =>
        Avx512F.Multiply(limb.AsInt32(), factor).AsUInt64();
}
