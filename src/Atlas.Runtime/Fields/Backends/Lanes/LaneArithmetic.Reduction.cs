using System.Runtime.CompilerServices;

namespace Atlas.Runtime.Fields.Backends.Lanes;

/// <summary>Sums, differences, and what makes an element canonical.</summary>
internal abstract unsafe partial class LaneArithmetic<TUnit, TVector, TModulus>
{
    /// <summary>Eight, four or two copies of one element.</summary>
    protected static LaneElements<TVector> Broadcast(in Arithmetic.UInt256 form) => new Factor(in form).Broadcast<TUnit, TVector>();

    /// <summary>a += b, limb by limb: not normalised.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static void AddLimbs(ref LaneElements<TVector> a, in LaneElements<TVector> b)
    {
        a.L0 = TUnit.Add(a.L0, b.L0);
        a.L1 = TUnit.Add(a.L1, b.L1);
        a.L2 = TUnit.Add(a.L2, b.L2);
        a.L3 = TUnit.Add(a.L3, b.L3);
        a.L4 = TUnit.Add(a.L4, b.L4);
        a.L5 = TUnit.Add(a.L5, b.L5);
        a.L6 = TUnit.Add(a.L6, b.L6);
        a.L7 = TUnit.Add(a.L7, b.L7);
        a.L8 = TUnit.Add(a.L8, b.L8);
    }

    /// <summary>r = a + b, normalised.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static void Add(in LaneElements<TVector> a, in LaneElements<TVector> b, out LaneElements<TVector> r)
    {
        var t0 = TUnit.Add(a.L0, b.L0);
        var t1 = TUnit.AddCarry(TUnit.Add(a.L1, b.L1), t0);
        var t2 = TUnit.AddCarry(TUnit.Add(a.L2, b.L2), t1);
        var t3 = TUnit.AddCarry(TUnit.Add(a.L3, b.L3), t2);
        var t4 = TUnit.AddCarry(TUnit.Add(a.L4, b.L4), t3);
        var t5 = TUnit.AddCarry(TUnit.Add(a.L5, b.L5), t4);
        var t6 = TUnit.AddCarry(TUnit.Add(a.L6, b.L6), t5);
        var t7 = TUnit.AddCarry(TUnit.Add(a.L7, b.L7), t6);
        r.L8 = TUnit.AddCarry(TUnit.Add(a.L8, b.L8), t7);
        r.L0 = TUnit.Low(t0);
        r.L1 = TUnit.Low(t1);
        r.L2 = TUnit.Low(t2);
        r.L3 = TUnit.Low(t3);
        r.L4 = TUnit.Low(t4);
        r.L5 = TUnit.Low(t5);
        r.L6 = TUnit.Low(t6);
        r.L7 = TUnit.Low(t7);
    }

    /// <summary>r = a - b + multiple, normalised; the multiple of p must make it positive.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static void Subtract(
        in LaneElements<TVector> a, in LaneElements<TVector> b, in LaneElements<TVector> multiple, out LaneElements<TVector> r)
    {
        var t0 = TUnit.Add(TUnit.Subtract(a.L0, b.L0), multiple.L0);
        var t1 = TUnit.AddSignedCarry(TUnit.Add(TUnit.Subtract(a.L1, b.L1), multiple.L1), t0);
        var t2 = TUnit.AddSignedCarry(TUnit.Add(TUnit.Subtract(a.L2, b.L2), multiple.L2), t1);
        var t3 = TUnit.AddSignedCarry(TUnit.Add(TUnit.Subtract(a.L3, b.L3), multiple.L3), t2);
        var t4 = TUnit.AddSignedCarry(TUnit.Add(TUnit.Subtract(a.L4, b.L4), multiple.L4), t3);
        var t5 = TUnit.AddSignedCarry(TUnit.Add(TUnit.Subtract(a.L5, b.L5), multiple.L5), t4);
        var t6 = TUnit.AddSignedCarry(TUnit.Add(TUnit.Subtract(a.L6, b.L6), multiple.L6), t5);
        var t7 = TUnit.AddSignedCarry(TUnit.Add(TUnit.Subtract(a.L7, b.L7), multiple.L7), t6);
        r.L8 = TUnit.AddSignedCarry(TUnit.Add(TUnit.Subtract(a.L8, b.L8), multiple.L8), t7);
        r.L0 = TUnit.Low(t0);
        r.L1 = TUnit.Low(t1);
        r.L2 = TUnit.Low(t2);
        r.L3 = TUnit.Low(t3);
        r.L4 = TUnit.Low(t4);
        r.L5 = TUnit.Low(t5);
        r.L6 = TUnit.Low(t6);
        r.L7 = TUnit.Low(t7);
        CheckNormalized(in r);
    }

    /// <summary>Carries signed limbs upwards, until limbs 0 to 7 are in [0, 2^29). The value must not be negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static void Normalize(ref LaneElements<TVector> a)
    {
        var t1 = TUnit.AddSignedCarry(a.L1, a.L0);
        var t2 = TUnit.AddSignedCarry(a.L2, t1);
        var t3 = TUnit.AddSignedCarry(a.L3, t2);
        var t4 = TUnit.AddSignedCarry(a.L4, t3);
        var t5 = TUnit.AddSignedCarry(a.L5, t4);
        var t6 = TUnit.AddSignedCarry(a.L6, t5);
        var t7 = TUnit.AddSignedCarry(a.L7, t6);
        a.L8 = TUnit.AddSignedCarry(a.L8, t7);
        a.L0 = TUnit.Low(a.L0);
        a.L1 = TUnit.Low(t1);
        a.L2 = TUnit.Low(t2);
        a.L3 = TUnit.Low(t3);
        a.L4 = TUnit.Low(t4);
        a.L5 = TUnit.Low(t5);
        a.L6 = TUnit.Low(t6);
        a.L7 = TUnit.Low(t7);
    }

    /// <summary>The negative where a lane of the mask is all ones; limbs become signed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static void NegateWhere(TVector mask, ref LaneElements<TVector> a)
    {
        a.L0 = TUnit.Subtract(TUnit.Xor(a.L0, mask), mask);
        a.L1 = TUnit.Subtract(TUnit.Xor(a.L1, mask), mask);
        a.L2 = TUnit.Subtract(TUnit.Xor(a.L2, mask), mask);
        a.L3 = TUnit.Subtract(TUnit.Xor(a.L3, mask), mask);
        a.L4 = TUnit.Subtract(TUnit.Xor(a.L4, mask), mask);
        a.L5 = TUnit.Subtract(TUnit.Xor(a.L5, mask), mask);
        a.L6 = TUnit.Subtract(TUnit.Xor(a.L6, mask), mask);
        a.L7 = TUnit.Subtract(TUnit.Xor(a.L7, mask), mask);
        a.L8 = TUnit.Subtract(TUnit.Xor(a.L8, mask), mask);
    }

    /// <summary>The lanes of other where the mask is all ones.</summary>
    protected static void ReplaceWhere(TVector mask, ref LaneElements<TVector> a, in LaneElements<TVector> other)
    {
        a.L0 = TUnit.Select(mask, a.L0, other.L0);
        a.L1 = TUnit.Select(mask, a.L1, other.L1);
        a.L2 = TUnit.Select(mask, a.L2, other.L2);
        a.L3 = TUnit.Select(mask, a.L3, other.L3);
        a.L4 = TUnit.Select(mask, a.L4, other.L4);
        a.L5 = TUnit.Select(mask, a.L5, other.L5);
        a.L6 = TUnit.Select(mask, a.L6, other.L6);
        a.L7 = TUnit.Select(mask, a.L7, other.L7);
        a.L8 = TUnit.Select(mask, a.L8, other.L8);
    }

    /// <summary>All ones where a normalised element is zero as an integer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static TVector IsZero(in LaneElements<TVector> a)
    {
        var low = TUnit.Or(TUnit.Or(a.L0, a.L1), TUnit.Or(a.L2, a.L3));
        var high = TUnit.Or(TUnit.Or(a.L4, a.L5), TUnit.Or(a.L6, a.L7));
        return TUnit.IsZero(TUnit.Or(TUnit.Or(low, high), a.L8));
    }

    /// <summary>
    /// a mod p for a normalised a &lt; 4p. The top limb tells the quotient; only where it equals a multiple's top limb, once in 2^20, may the
    /// quotient be one too small, and the exact comparison follows.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static void Canonicalize(ref LaneElements<TVector> a)
    {
        CheckBelow(4, in a);
        var constants = Constants;

        // Masks are minus one; in locals, as limbs that go back to memory between the steps would cost more than the steps.
        var quotient = TUnit.Subtract(
            TUnit.Subtract(default, TUnit.GreaterThan(a.L8, constants->Top1)),
            TUnit.Add(TUnit.GreaterThan(a.L8, constants->Top2), TUnit.GreaterThan(a.L8, constants->Top3)));
        var t0 = TUnit.MultiplySubtract(a.L0, quotient, constants->P.L0);
        var t1 = TUnit.AddSignedCarry(TUnit.MultiplySubtract(a.L1, quotient, constants->P.L1), t0);
        var t2 = TUnit.AddSignedCarry(TUnit.MultiplySubtract(a.L2, quotient, constants->P.L2), t1);
        var t3 = TUnit.AddSignedCarry(TUnit.MultiplySubtract(a.L3, quotient, constants->P.L3), t2);
        var t4 = TUnit.AddSignedCarry(TUnit.MultiplySubtract(a.L4, quotient, constants->P.L4), t3);
        var t5 = TUnit.AddSignedCarry(TUnit.MultiplySubtract(a.L5, quotient, constants->P.L5), t4);
        var t6 = TUnit.AddSignedCarry(TUnit.MultiplySubtract(a.L6, quotient, constants->P.L6), t5);
        var t7 = TUnit.AddSignedCarry(TUnit.MultiplySubtract(a.L7, quotient, constants->P.L7), t6);
        var t8 = TUnit.AddSignedCarry(TUnit.MultiplySubtract(a.L8, quotient, constants->P.L8), t7);
        a.L0 = TUnit.Low(t0);
        a.L1 = TUnit.Low(t1);
        a.L2 = TUnit.Low(t2);
        a.L3 = TUnit.Low(t3);
        a.L4 = TUnit.Low(t4);
        a.L5 = TUnit.Low(t5);
        a.L6 = TUnit.Low(t6);
        a.L7 = TUnit.Low(t7);
        a.L8 = t8;
        if (TUnit.AnyGreaterThan(t8, constants->BelowTop1))
        {
            SubtractModulusWhereNotBelow(ref a);
        }

        CheckBelow(1, in a);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void SubtractModulusWhereNotBelow(ref LaneElements<TVector> a)
    {
        LaneElements<TVector> difference = default;
        ref readonly var p = ref Constants->P;
        difference.L0 = TUnit.Subtract(a.L0, p.L0);
        difference.L1 = TUnit.Subtract(a.L1, p.L1);
        difference.L2 = TUnit.Subtract(a.L2, p.L2);
        difference.L3 = TUnit.Subtract(a.L3, p.L3);
        difference.L4 = TUnit.Subtract(a.L4, p.L4);
        difference.L5 = TUnit.Subtract(a.L5, p.L5);
        difference.L6 = TUnit.Subtract(a.L6, p.L6);
        difference.L7 = TUnit.Subtract(a.L7, p.L7);
        difference.L8 = TUnit.Subtract(a.L8, p.L8);
        Normalize(ref difference);
        ReplaceWhere(TUnit.SignMask(difference.L8), ref difference, in a);
        a = difference;
    }
}
