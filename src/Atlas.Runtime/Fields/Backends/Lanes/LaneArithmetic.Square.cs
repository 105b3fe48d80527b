using System.Runtime.CompilerServices;

namespace Atlas.Runtime.Fields.Backends.Lanes;

/// <summary>Squares: 45 products of limbs instead of 81, and the same reduction.</summary>
internal abstract unsafe partial class LaneArithmetic<TUnit, TVector, TModulus>
{
    /// <summary>r = a·a/2^261 mod p, as <see cref="Multiply"/>. A doubled limb is below 2^30, so sums stay as small. r may be a.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    protected static void Square(in LaneElements<TVector> a, out LaneElements<TVector> r)
    {
        var constants = Constants;
        CheckFactors(in a, in a);
        var bound = ProductBound(in a, in a);
        var (a0, a1, a2, a3, a4, a5, a6, a7, a8) = (a.L0, a.L1, a.L2, a.L3, a.L4, a.L5, a.L6, a.L7, a.L8);

        // Row i adds a_i² and a_i·2a_j, j > i; limb k is complete when row k/2 is in, and is spent by reduction k.
        var t0 = TUnit.Multiply(a0, a0);
        var d1 = TUnit.Add(a1, a1);
        var d2 = TUnit.Add(a2, a2);
        var d3 = TUnit.Add(a3, a3);
        var d4 = TUnit.Add(a4, a4);
        var d5 = TUnit.Add(a5, a5);
        var d6 = TUnit.Add(a6, a6);
        var d7 = TUnit.Add(a7, a7);
        var d8 = TUnit.Add(a8, a8);
        var t1 = TUnit.Multiply(a0, d1);
        var t2 = TUnit.Multiply(a0, d2);
        var t3 = TUnit.Multiply(a0, d3);
        var t4 = TUnit.Multiply(a0, d4);
        var t5 = TUnit.Multiply(a0, d5);
        var t6 = TUnit.Multiply(a0, d6);
        var t7 = TUnit.Multiply(a0, d7);
        var t8 = TUnit.Multiply(a0, d8);
        Reduce(constants, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5, ref t6, ref t7, ref t8);
        t2 = TUnit.MultiplyAdd(t2, a1, a1);
        t3 = TUnit.MultiplyAdd(t3, a1, d2);
        t4 = TUnit.MultiplyAdd(t4, a1, d3);
        t5 = TUnit.MultiplyAdd(t5, a1, d4);
        t6 = TUnit.MultiplyAdd(t6, a1, d5);
        t7 = TUnit.MultiplyAdd(t7, a1, d6);
        t8 = TUnit.MultiplyAdd(t8, a1, d7);
        t0 = TUnit.MultiplyAdd(t0, a1, d8);
        Reduce(constants, ref t1, ref t2, ref t3, ref t4, ref t5, ref t6, ref t7, ref t8, ref t0);
        t4 = TUnit.MultiplyAdd(t4, a2, a2);
        t5 = TUnit.MultiplyAdd(t5, a2, d3);
        t6 = TUnit.MultiplyAdd(t6, a2, d4);
        t7 = TUnit.MultiplyAdd(t7, a2, d5);
        t8 = TUnit.MultiplyAdd(t8, a2, d6);
        t0 = TUnit.MultiplyAdd(t0, a2, d7);
        t1 = TUnit.MultiplyAdd(t1, a2, d8);
        Reduce(constants, ref t2, ref t3, ref t4, ref t5, ref t6, ref t7, ref t8, ref t0, ref t1);
        t6 = TUnit.MultiplyAdd(t6, a3, a3);
        t7 = TUnit.MultiplyAdd(t7, a3, d4);
        t8 = TUnit.MultiplyAdd(t8, a3, d5);
        t0 = TUnit.MultiplyAdd(t0, a3, d6);
        t1 = TUnit.MultiplyAdd(t1, a3, d7);
        t2 = TUnit.MultiplyAdd(t2, a3, d8);
        Reduce(constants, ref t3, ref t4, ref t5, ref t6, ref t7, ref t8, ref t0, ref t1, ref t2);
        t8 = TUnit.MultiplyAdd(t8, a4, a4);
        t0 = TUnit.MultiplyAdd(t0, a4, d5);
        t1 = TUnit.MultiplyAdd(t1, a4, d6);
        t2 = TUnit.MultiplyAdd(t2, a4, d7);
        t3 = TUnit.MultiplyAdd(t3, a4, d8);
        Reduce(constants, ref t4, ref t5, ref t6, ref t7, ref t8, ref t0, ref t1, ref t2, ref t3);
        t1 = TUnit.MultiplyAdd(t1, a5, a5);
        t2 = TUnit.MultiplyAdd(t2, a5, d6);
        t3 = TUnit.MultiplyAdd(t3, a5, d7);
        t4 = TUnit.MultiplyAdd(t4, a5, d8);
        Reduce(constants, ref t5, ref t6, ref t7, ref t8, ref t0, ref t1, ref t2, ref t3, ref t4);
        t3 = TUnit.MultiplyAdd(t3, a6, a6);
        t4 = TUnit.MultiplyAdd(t4, a6, d7);
        t5 = TUnit.MultiplyAdd(t5, a6, d8);
        Reduce(constants, ref t6, ref t7, ref t8, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        t5 = TUnit.MultiplyAdd(t5, a7, a7);
        t6 = TUnit.MultiplyAdd(t6, a7, d8);
        Reduce(constants, ref t7, ref t8, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5, ref t6);
        t7 = TUnit.MultiplyAdd(t7, a8, a8);
        LastReduce(constants, ref t8, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5, ref t6, ref t7);
        CarryInto(out r, t0, t1, t2, t3, t4, t5, t6, t7);
        CheckProduct(in r, bound);
    }

    /// <summary>t = (t + m·p')/2^29, the half of a <see cref="Round"/> that reduces.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Reduce(
        LaneConstants<TVector>* constants,
        ref TVector t0, ref TVector t1, ref TVector t2, ref TVector t3, ref TVector t4,
        ref TVector t5, ref TVector t6, ref TVector t7, ref TVector t8)
    {
        var m = TUnit.Low(t0);
        t1 = TUnit.AddCarry(TUnit.MultiplyAdd(t1, m, constants->Step.L0), t0);
        t2 = TUnit.MultiplyAdd(t2, m, constants->Step.L1);
        t3 = TUnit.MultiplyAdd(t3, m, constants->Step.L2);
        t4 = TUnit.MultiplyAdd(t4, m, constants->Step.L3);
        t5 = TUnit.MultiplyAdd(t5, m, constants->Step.L4);
        t6 = TUnit.MultiplyAdd(t6, m, constants->Step.L5);
        t7 = TUnit.MultiplyAdd(t7, m, constants->Step.L6);
        t8 = TUnit.MultiplyAdd(t8, m, constants->Step.L7);
        t0 = TUnit.Multiply(m, constants->Step.L8);
    }

    /// <summary>t = (t + m·p)/2^29, the half of a <see cref="LastRound"/> that reduces.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void LastReduce(
        LaneConstants<TVector>* constants,
        ref TVector t0, ref TVector t1, ref TVector t2, ref TVector t3, ref TVector t4,
        ref TVector t5, ref TVector t6, ref TVector t7, ref TVector t8)
    {
        var m = TUnit.Low(TUnit.Multiply(t0, constants->NegativeInverse));
        t0 = TUnit.MultiplyAdd(t0, m, constants->P.L0);
        t1 = TUnit.AddCarry(TUnit.MultiplyAdd(t1, m, constants->P.L1), t0);
        t2 = TUnit.MultiplyAdd(t2, m, constants->P.L2);
        t3 = TUnit.MultiplyAdd(t3, m, constants->P.L3);
        t4 = TUnit.MultiplyAdd(t4, m, constants->P.L4);
        t5 = TUnit.MultiplyAdd(t5, m, constants->P.L5);
        t6 = TUnit.MultiplyAdd(t6, m, constants->P.L6);
        t7 = TUnit.MultiplyAdd(t7, m, constants->P.L7);
        t8 = TUnit.MultiplyAdd(t8, m, constants->P.L8);
    }
}
