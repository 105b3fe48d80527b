using System.Runtime.CompilerServices;

namespace Atlas.Runtime.Fields.Backends.Lanes;

/// <summary>What is done to an <see cref="IntegerSum{TVector}"/>.</summary>
internal abstract unsafe partial class IntegerSums<TUnit, TVector>
{
    /// <summary>Integers of 32 bits are those that these bits of k + 2^31 tell.</summary>
    private const ulong Above32Bits = ~(ulong)uint.MaxValue;

    private const ulong Above31Bits = ~(ulong)int.MaxValue;

    /// <summary>Adds k·a; every lane of k holds an integer of 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddProduct(ref IntegerSum<TVector> sum, in LaneElements<TVector> a, TVector k)
    {
        ref var limbs = ref sum.Limbs;
        limbs.L0 = TUnit.MultiplyAddSigned(limbs.L0, a.L0, k);
        limbs.L1 = TUnit.MultiplyAddSigned(limbs.L1, a.L1, k);
        limbs.L2 = TUnit.MultiplyAddSigned(limbs.L2, a.L2, k);
        limbs.L3 = TUnit.MultiplyAddSigned(limbs.L3, a.L3, k);
        limbs.L4 = TUnit.MultiplyAddSigned(limbs.L4, a.L4, k);
        limbs.L5 = TUnit.MultiplyAddSigned(limbs.L5, a.L5, k);
        limbs.L6 = TUnit.MultiplyAddSigned(limbs.L6, a.L6, k);
        limbs.L7 = TUnit.MultiplyAddSigned(limbs.L7, a.L7, k);
        limbs.L8 = TUnit.MultiplyAddSigned(limbs.L8, a.L8, k);
        var sign = TUnit.SignMask(k);
        sum.Magnitudes = TUnit.Add(sum.Magnitudes, TUnit.Subtract(TUnit.Xor(k, sign), sign));
    }

    /// <summary>
    /// Adds Σ factors[i]·part(cells[offsets[i] + column + lane]), until the rows end, fewer than a period are left, or a part needs more than 32
    /// bits; part(k) = (k >> shift) &amp; mask. Returns how many rows it took. Lanes are columns here, in the order of memory.
    /// </summary>
    private static int AddRows(
        ref IntegerSum<TVector> sum, ReadOnlySpan<Factor> factors, ref readonly long cells, ReadOnlySpan<int> offsets, int column, int shift, ulong mask)
    {
        for (var done = 0; ;)
        {
            CarryIfNeeded(ref sum);
            var run = RunRows(ref sum, factors[done..], in cells, offsets[done..], column, shift, mask);
            done += run;
            if (run == 0 || done + IntegerSum<TVector>.Period > factors.Length)
            {
                CarryIfNeeded(ref sum);
                return done;
            }
        }
    }

    /// <summary>Four rows at a time with the sum in registers, until the rows end, a part is too long, or a carry is due.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int RunRows(
        ref IntegerSum<TVector> sum, ReadOnlySpan<Factor> factors, ref readonly long cells, ReadOnlySpan<int> offsets, int column, int shift, ulong mask)
    {
        ref var limbs = ref sum.Limbs;
        var (t0, t1, t2, t3, t4, t5, t6, t7, t8) =
            (limbs.L0, limbs.L1, limbs.L2, limbs.L3, limbs.L4, limbs.L5, limbs.L6, limbs.L7, limbs.L8);
        var i = 0;
        for (; i + IntegerSum<TVector>.Period <= factors.Length; i += IntegerSum<TVector>.Period)
        {
            var k0 = Part(in cells, offsets[i] + column, shift, mask);
            var k1 = Part(in cells, offsets[i + 1] + column, shift, mask);
            var k2 = Part(in cells, offsets[i + 2] + column, shift, mask);
            var k3 = Part(in cells, offsets[i + 3] + column, shift, mask);
            var bits = TUnit.Or(TUnit.Or(MagnitudeBits(k0), MagnitudeBits(k1)), TUnit.Or(MagnitudeBits(k2), MagnitudeBits(k3)));
            if (!TUnit.IsAllZero(TUnit.And(bits, TUnit.Create(Above31Bits))) || IsCarryNeeded(in sum))
            {
                break;
            }

            // The or'ed magnitudes bound each of the four; one more covers the negative extremes.
            sum.Magnitudes = TUnit.Add(sum.Magnitudes, TUnit.ShiftLeft(TUnit.Add(bits, TUnit.Create(1)), 2));
            AddRow(in factors[i], k0, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5, ref t6, ref t7, ref t8);
            AddRow(in factors[i + 1], k1, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5, ref t6, ref t7, ref t8);
            AddRow(in factors[i + 2], k2, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5, ref t6, ref t7, ref t8);
            AddRow(in factors[i + 3], k3, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5, ref t6, ref t7, ref t8);
        }

        (limbs.L0, limbs.L1, limbs.L2, limbs.L3, limbs.L4, limbs.L5, limbs.L6, limbs.L7, limbs.L8) =
            (t0, t1, t2, t3, t4, t5, t6, t7, t8);
        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Part(ref readonly long cells, int offset, int shift, ulong mask) => TUnit.And(
        TUnit.ShiftRight(TUnit.Load(in Unsafe.Add(ref Unsafe.AsRef(in cells), offset)), shift), TUnit.Create(mask));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRow(
        in Factor factor, TVector k,
        ref TVector t0, ref TVector t1, ref TVector t2, ref TVector t3, ref TVector t4,
        ref TVector t5, ref TVector t6, ref TVector t7, ref TVector t8)
    {
        t0 = TUnit.MultiplyAddSigned(t0, factor.L0, k);
        t1 = TUnit.MultiplyAddSigned(t1, factor.L1, k);
        t2 = TUnit.MultiplyAddSigned(t2, factor.L2, k);
        t3 = TUnit.MultiplyAddSigned(t3, factor.L3, k);
        t4 = TUnit.MultiplyAddSigned(t4, factor.L4, k);
        t5 = TUnit.MultiplyAddSigned(t5, factor.L5, k);
        t6 = TUnit.MultiplyAddSigned(t6, factor.L6, k);
        t7 = TUnit.MultiplyAddSigned(t7, factor.L7, k);
        t8 = TUnit.MultiplyAddSigned(t8, factor.L8, k);
    }

    /// <summary>k, or -k - 1 where it is negative: a bit above the sign's copies tells how long k is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector MagnitudeBits(TVector k) => TUnit.Xor(k, TUnit.SignMask(k));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsCarryNeeded(in IntegerSum<TVector> sum) =>
        TUnit.AnyGreaterThan(sum.Magnitudes, TUnit.Create(IntegerSum<TVector>.MagnitudeLimit));

    /// <summary>Must be called after every period of products.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CarryIfNeeded(ref IntegerSum<TVector> sum)
    {
        if (IsCarryNeeded(in sum))
        {
            Carry(ref sum);
        }
    }

    /// <summary>The sums modulo p, below 4p and normalised.</summary>
    private static void Reduce(ref IntegerSum<TVector> sum, out LaneElements<TVector> r)
    {
        Carry(ref sum);

        // What overflowed has the weight 2^261 = R, so as a Montgomery form it is the integer itself. p makes it positive.
        var constants = Constants;
        r = constants->P;
        r.L0 = TUnit.Add(r.L0, sum.Overflow);
        Normalize(ref r);
        Multiply(in r, in constants->RSquared, out r);
        Multiply(in sum.Limbs, in constants->One, out sum.Limbs);
        Add(in r, in sum.Limbs, out r);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Carry(ref IntegerSum<TVector> sum)
    {
        Normalize(ref sum.Limbs);
        sum.Overflow = TUnit.AddSignedCarry(sum.Overflow, sum.Limbs.L8);
        sum.Limbs.L8 = TUnit.Low(sum.Limbs.L8);
        sum.Magnitudes = default;
    }
}
