using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Atlas.Runtime.Fields.Backends.Lanes;

/// <summary>The ranges that routines state, checked in debug builds, values by their top limbs.</summary>
internal abstract unsafe partial class LaneArithmetic<TUnit, TVector, TModulus>
{
    private static ulong ModulusTop => TModulus.P.L3 >> 40;

    /// <summary>Limbs 0 to 7 are below 2^29, and the value is not negative.</summary>
    [Conditional("DEBUG")]
    protected static void CheckNormalized(in LaneElements<TVector> a)
    {
        for (var lane = 0; lane < Count; lane++)
        {
            for (var limb = 0; limb < Limbs.Count - 1; limb++)
            {
                Debug.Assert(Limb(in a, limb, lane) <= Limbs.Mask, $"Limb {limb} of lane {lane} is not normalised.");
            }

            Debug.Assert((long)Limb(in a, Limbs.Count - 1, lane) >= 0, $"Lane {lane} is negative.");
        }
    }

    /// <summary>Normalised, and below multiple·p.</summary>
    [Conditional("DEBUG")]
    protected static void CheckBelow(uint multiple, in LaneElements<TVector> a)
    {
        CheckNormalized(in a);
        for (var lane = 0; lane < Count; lane++)
        {
            Debug.Assert(Limb(in a, Limbs.Count - 1, lane) < multiple * (ModulusTop + 1), $"Lane {lane} is not below {multiple} p.");
        }
    }

    /// <summary>Both are normalised, and their top limbs are such that no sum of products can overflow.</summary>
    [Conditional("DEBUG")]
    private static void CheckFactors(in LaneElements<TVector> a, in LaneElements<TVector> b)
    {
        CheckNormalized(in a);
        CheckNormalized(in b);
        Debug.Assert(LargestTop(in a) < 1UL << 31 && LargestTop(in b) < 1UL << 31, "A factor has more than 263 bits.");
        Debug.Assert(LargestTop(in a) * LargestTop(in b) <= ModulusTop * ModulusTop << 14, "Factors x·p and y·p with xy above 2^14.");
    }

    /// <summary>In debug builds the largest top limb that a product may have, ab/R + 3p/2.</summary>
    private static ulong ProductBound(in LaneElements<TVector> a, in LaneElements<TVector> b)
    {
#if DEBUG
        return ((LargestTop(in a) + 1) * (LargestTop(in b) + 1) >> Limbs.Bits) + (3 * (ModulusTop + 1) / 2) + 1;
#else
        return 0;
#endif
    }

    [Conditional("DEBUG")]
    private static void CheckProduct(in LaneElements<TVector> r, ulong bound)
    {
        CheckNormalized(in r);
        Debug.Assert(LargestTop(in r) <= bound, "A product is larger than its factors allow.");
    }

    private static ulong LargestTop(in LaneElements<TVector> a)
    {
        ulong largest = 0;
        for (var lane = 0; lane < Count; lane++)
        {
            largest = Math.Max(largest, Limb(in a, Limbs.Count - 1, lane));
        }

        return largest;
    }

    private static ulong Limb(in LaneElements<TVector> a, int limb, int lane) =>
        Unsafe.Add(ref Unsafe.As<LaneElements<TVector>, ulong>(ref Unsafe.AsRef(in a)), (limb * Count) + lane);
}
