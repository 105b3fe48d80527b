using System.Runtime.CompilerServices;

namespace Atlas.Runtime.Fields.Backends.Lanes;

/// <summary>
/// Montgomery arithmetic on <see cref="LaneElements{TVector}"/>, R = 2^261, written once for all vector units and moduli; kernels derive from it.
/// As R is 169·p, ranges are loose: a product of a &lt; x·p and b &lt; y·p is below (xy/169 + 3/2)·p. Debug builds check ranges.
/// </summary>
internal abstract unsafe partial class LaneArithmetic<TUnit, TVector, TModulus>
    where TUnit : struct, IVectorUnit<TVector>
    where TVector : unmanaged
    where TModulus : struct, IModulus
{
    /// <summary>Not readonly, or the compiler would put an absolute address, an instruction each, in place of every constant's.</summary>
    protected static LaneConstants<TVector>* Constants { get; private set; } = LaneConstants<TVector>.Allocate<TUnit, TModulus>();

    /// <summary>Makes the constants before the first kernel is compiled, whose code then need not ask whether they exist.</summary>
    protected LaneArithmetic() => RuntimeHelpers.RunClassConstructor(typeof(LaneArithmetic<TUnit, TVector, TModulus>).TypeHandle);

    /// <summary>Lanes of a vector.</summary>
    protected static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TUnit.Count;
    }

    /// <summary>
    /// r = a·b/2^261 mod p, normalised, below (xy/169 + 3/2)·p, for normalised a &lt; x·p and b &lt; y·p, xy at most 2^14. A product of two limbs is
    /// below 2^58, and the eighteen that meet in a limb sum up below 2^63: no carry inside but the lowest limb's. r may be a or b.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    protected static void Multiply(in LaneElements<TVector> a, in LaneElements<TVector> b, out LaneElements<TVector> r)
    {
        var constants = Constants;
        CheckFactors(in a, in b);
        var bound = ProductBound(in a, in b);
        var (a0, a1, a2, a3, a4, a5, a6, a7, a8) = (a.L0, a.L1, a.L2, a.L3, a.L4, a.L5, a.L6, a.L7, a.L8);
        TVector t0 = default, t1 = default, t2 = default, t3 = default, t4 = default, t5 = default, t6 = default, t7 = default, t8 = default;

        // Each round moves the limbs one place down; the names turn instead of the values.
        Round(constants, b.L0, a0, a1, a2, a3, a4, a5, a6, a7, a8, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5, ref t6, ref t7, ref t8);
        Round(constants, b.L1, a0, a1, a2, a3, a4, a5, a6, a7, a8, ref t1, ref t2, ref t3, ref t4, ref t5, ref t6, ref t7, ref t8, ref t0);
        Round(constants, b.L2, a0, a1, a2, a3, a4, a5, a6, a7, a8, ref t2, ref t3, ref t4, ref t5, ref t6, ref t7, ref t8, ref t0, ref t1);
        Round(constants, b.L3, a0, a1, a2, a3, a4, a5, a6, a7, a8, ref t3, ref t4, ref t5, ref t6, ref t7, ref t8, ref t0, ref t1, ref t2);
        Round(constants, b.L4, a0, a1, a2, a3, a4, a5, a6, a7, a8, ref t4, ref t5, ref t6, ref t7, ref t8, ref t0, ref t1, ref t2, ref t3);
        Round(constants, b.L5, a0, a1, a2, a3, a4, a5, a6, a7, a8, ref t5, ref t6, ref t7, ref t8, ref t0, ref t1, ref t2, ref t3, ref t4);
        Round(constants, b.L6, a0, a1, a2, a3, a4, a5, a6, a7, a8, ref t6, ref t7, ref t8, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        Round(constants, b.L7, a0, a1, a2, a3, a4, a5, a6, a7, a8, ref t7, ref t8, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5, ref t6);
        LastRound(constants, b.L8, a0, a1, a2, a3, a4, a5, a6, a7, a8, ref t8, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5, ref t6, ref t7);
        CarryInto(out r, t0, t1, t2, t3, t4, t5, t6, t7);
        CheckProduct(in r, bound);
    }

    /// <summary><see cref="Multiply"/> for a b whose limbs 0 to 3 are zero, as a challenge's are: four of nine rounds would do nothing.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    protected static void MultiplyByChallenge(in LaneElements<TVector> a, in LaneElements<TVector> b, out LaneElements<TVector> r)
    {
        var constants = Constants;
        CheckFactors(in a, in b);
        var bound = ProductBound(in a, in b);
        var (a0, a1, a2, a3, a4, a5, a6, a7, a8) = (a.L0, a.L1, a.L2, a.L3, a.L4, a.L5, a.L6, a.L7, a.L8);
        TVector t0 = default, t1 = default, t2 = default, t3 = default, t4 = default, t5 = default, t6 = default, t7 = default, t8 = default;
        Round(constants, b.L4, a0, a1, a2, a3, a4, a5, a6, a7, a8, ref t4, ref t5, ref t6, ref t7, ref t8, ref t0, ref t1, ref t2, ref t3);
        Round(constants, b.L5, a0, a1, a2, a3, a4, a5, a6, a7, a8, ref t5, ref t6, ref t7, ref t8, ref t0, ref t1, ref t2, ref t3, ref t4);
        Round(constants, b.L6, a0, a1, a2, a3, a4, a5, a6, a7, a8, ref t6, ref t7, ref t8, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        Round(constants, b.L7, a0, a1, a2, a3, a4, a5, a6, a7, a8, ref t7, ref t8, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5, ref t6);
        LastRound(constants, b.L8, a0, a1, a2, a3, a4, a5, a6, a7, a8, ref t8, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5, ref t6, ref t7);
        CarryInto(out r, t0, t1, t2, t3, t4, t5, t6, t7);
        CheckProduct(in r, bound);
    }

    /// <summary>
    /// t = (t + a·b + m·p')/2^29, where p' = n·p is -1 mod 2^29: so m is t's low limb itself, and m·p' = m·Step·2^29 - m takes that limb away. What is
    /// divided out never leaves nine limbs, for the last round takes p. t0 is spent and begins anew as the top limb.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(
        LaneConstants<TVector>* constants,
        TVector b,
        TVector a0, TVector a1, TVector a2, TVector a3, TVector a4, TVector a5, TVector a6, TVector a7, TVector a8,
        ref TVector t0, ref TVector t1, ref TVector t2, ref TVector t3, ref TVector t4,
        ref TVector t5, ref TVector t6, ref TVector t7, ref TVector t8)
    {
        t0 = TUnit.MultiplyAdd(t0, a0, b);
        var m = TUnit.Low(t0);
        t1 = TUnit.AddCarry(TUnit.MultiplyAdd(t1, a1, b, m, constants->Step.L0), t0);
        t2 = TUnit.MultiplyAdd(t2, a2, b, m, constants->Step.L1);
        t3 = TUnit.MultiplyAdd(t3, a3, b, m, constants->Step.L2);
        t4 = TUnit.MultiplyAdd(t4, a4, b, m, constants->Step.L3);
        t5 = TUnit.MultiplyAdd(t5, a5, b, m, constants->Step.L4);
        t6 = TUnit.MultiplyAdd(t6, a6, b, m, constants->Step.L5);
        t7 = TUnit.MultiplyAdd(t7, a7, b, m, constants->Step.L6);
        t8 = TUnit.MultiplyAdd(t8, a8, b, m, constants->Step.L7);
        t0 = TUnit.Multiply(m, constants->Step.L8);
    }

    /// <summary>t = (t + a·b + m·p)/2^29 for the m that makes it whole. t0 is spent; limbs t1 to t8 are left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void LastRound(
        LaneConstants<TVector>* constants,
        TVector b,
        TVector a0, TVector a1, TVector a2, TVector a3, TVector a4, TVector a5, TVector a6, TVector a7, TVector a8,
        ref TVector t0, ref TVector t1, ref TVector t2, ref TVector t3, ref TVector t4,
        ref TVector t5, ref TVector t6, ref TVector t7, ref TVector t8)
    {
        t0 = TUnit.MultiplyAdd(t0, a0, b);
        var m = TUnit.Low(TUnit.Multiply(t0, constants->NegativeInverse));
        t0 = TUnit.MultiplyAdd(t0, m, constants->P.L0);
        t1 = TUnit.AddCarry(TUnit.MultiplyAdd(t1, a1, b, m, constants->P.L1), t0);
        t2 = TUnit.MultiplyAdd(t2, a2, b, m, constants->P.L2);
        t3 = TUnit.MultiplyAdd(t3, a3, b, m, constants->P.L3);
        t4 = TUnit.MultiplyAdd(t4, a4, b, m, constants->P.L4);
        t5 = TUnit.MultiplyAdd(t5, a5, b, m, constants->P.L5);
        t6 = TUnit.MultiplyAdd(t6, a6, b, m, constants->P.L6);
        t7 = TUnit.MultiplyAdd(t7, a7, b, m, constants->P.L7);
        t8 = TUnit.MultiplyAdd(t8, a8, b, m, constants->P.L8);
    }

    /// <summary>Carries eight unsigned limbs upwards; the ninth is what comes out at the top.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CarryInto(
        out LaneElements<TVector> r,
        TVector t0, TVector t1, TVector t2, TVector t3, TVector t4, TVector t5, TVector t6, TVector t7)
    {
        t1 = TUnit.AddCarry(t1, t0);
        t2 = TUnit.AddCarry(t2, t1);
        t3 = TUnit.AddCarry(t3, t2);
        t4 = TUnit.AddCarry(t4, t3);
        t5 = TUnit.AddCarry(t5, t4);
        t6 = TUnit.AddCarry(t6, t5);
        t7 = TUnit.AddCarry(t7, t6);
        r.L0 = TUnit.Low(t0);
        r.L1 = TUnit.Low(t1);
        r.L2 = TUnit.Low(t2);
        r.L3 = TUnit.Low(t3);
        r.L4 = TUnit.Low(t4);
        r.L5 = TUnit.Low(t5);
        r.L6 = TUnit.Low(t6);
        r.L7 = TUnit.Low(t7);
        r.L8 = TUnit.AddCarry(default, t7);
    }
}
