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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Product(Vector512<ulong> limb, Vector512<int> factor) =>
        Avx512F.Multiply(limb.AsInt32(), factor).AsUInt64();
}
