using System.Runtime.CompilerServices;

namespace Atlas.Runtime.Fields.Backends.Lanes;

/// <summary>Sums of products that are reduced together: half the work.</summary>
internal abstract unsafe partial class LaneArithmetic<TUnit, TVector, TModulus>
{
    /// <summary>
    /// sum += a·b, for normalised a &lt; x·p and b &lt; y·p with xy at most 9. A column takes nine products of limbs at a time, each below 2^58, and is
    /// carried after seven times: before it reaches 2^64.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    protected static void AddProduct(ref ProductSum<TVector> sum, in LaneElements<TVector> a, in LaneElements<TVector> b)
    {
        CheckBelow(9, in a);
        CheckBelow(9, in b);
        var (a0, a1, a2, a3, a4, a5, a6, a7, a8) = (a.L0, a.L1, a.L2, a.L3, a.L4, a.L5, a.L6, a.L7, a.L8);
        TVector column;
        sum.C0 = TUnit.MultiplyAdd(sum.C0, a0, b.L0);

        sum.C1 = TUnit.MultiplyAdd(sum.C1, a0, b.L1, a1, b.L0);

        column = TUnit.MultiplyAdd(sum.C2, a0, b.L2, a1, b.L1);
        sum.C2 = TUnit.MultiplyAdd(column, a2, b.L0);

        column = TUnit.MultiplyAdd(sum.C3, a0, b.L3, a1, b.L2);
        sum.C3 = TUnit.MultiplyAdd(column, a2, b.L1, a3, b.L0);

        column = TUnit.MultiplyAdd(sum.C4, a0, b.L4, a1, b.L3);
        column = TUnit.MultiplyAdd(column, a2, b.L2, a3, b.L1);
        sum.C4 = TUnit.MultiplyAdd(column, a4, b.L0);

        column = TUnit.MultiplyAdd(sum.C5, a0, b.L5, a1, b.L4);
        column = TUnit.MultiplyAdd(column, a2, b.L3, a3, b.L2);
        sum.C5 = TUnit.MultiplyAdd(column, a4, b.L1, a5, b.L0);

        column = TUnit.MultiplyAdd(sum.C6, a0, b.L6, a1, b.L5);
        column = TUnit.MultiplyAdd(column, a2, b.L4, a3, b.L3);
        column = TUnit.MultiplyAdd(column, a4, b.L2, a5, b.L1);
        sum.C6 = TUnit.MultiplyAdd(column, a6, b.L0);

        column = TUnit.MultiplyAdd(sum.C7, a0, b.L7, a1, b.L6);
        column = TUnit.MultiplyAdd(column, a2, b.L5, a3, b.L4);
        column = TUnit.MultiplyAdd(column, a4, b.L3, a5, b.L2);
        sum.C7 = TUnit.MultiplyAdd(column, a6, b.L1, a7, b.L0);

        column = TUnit.MultiplyAdd(sum.C8, a0, b.L8, a1, b.L7);
        column = TUnit.MultiplyAdd(column, a2, b.L6, a3, b.L5);
        column = TUnit.MultiplyAdd(column, a4, b.L4, a5, b.L3);
        column = TUnit.MultiplyAdd(column, a6, b.L2, a7, b.L1);
        sum.C8 = TUnit.MultiplyAdd(column, a8, b.L0);

        column = TUnit.MultiplyAdd(sum.C9, a1, b.L8, a2, b.L7);
        column = TUnit.MultiplyAdd(column, a3, b.L6, a4, b.L5);
        column = TUnit.MultiplyAdd(column, a5, b.L4, a6, b.L3);
        sum.C9 = TUnit.MultiplyAdd(column, a7, b.L2, a8, b.L1);

        column = TUnit.MultiplyAdd(sum.C10, a2, b.L8, a3, b.L7);
        column = TUnit.MultiplyAdd(column, a4, b.L6, a5, b.L5);
        column = TUnit.MultiplyAdd(column, a6, b.L4, a7, b.L3);
        sum.C10 = TUnit.MultiplyAdd(column, a8, b.L2);

        column = TUnit.MultiplyAdd(sum.C11, a3, b.L8, a4, b.L7);
        column = TUnit.MultiplyAdd(column, a5, b.L6, a6, b.L5);
        sum.C11 = TUnit.MultiplyAdd(column, a7, b.L4, a8, b.L3);

        column = TUnit.MultiplyAdd(sum.C12, a4, b.L8, a5, b.L7);
        column = TUnit.MultiplyAdd(column, a6, b.L6, a7, b.L5);
        sum.C12 = TUnit.MultiplyAdd(column, a8, b.L4);

        column = TUnit.MultiplyAdd(sum.C13, a5, b.L8, a6, b.L7);
        sum.C13 = TUnit.MultiplyAdd(column, a7, b.L6, a8, b.L5);

        column = TUnit.MultiplyAdd(sum.C14, a6, b.L8, a7, b.L7);
        sum.C14 = TUnit.MultiplyAdd(column, a8, b.L6);

        sum.C15 = TUnit.MultiplyAdd(sum.C15, a7, b.L8, a8, b.L7);

        sum.C16 = TUnit.MultiplyAdd(sum.C16, a8, b.L8);
        if (++sum.Pending == ProductSum<TVector>.Period)
        {
            CarryColumns(ref sum);
        }
    }

    /// <summary>Brings everything into Total, normalised and below 2p.</summary>
    protected static void ReduceSum(ref ProductSum<TVector> sum)
    {
        CarryColumns(ref sum);
        ReduceColumns(ref sum);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void CarryColumns(ref ProductSum<TVector> sum)
    {
        sum.C1 = TUnit.AddCarry(sum.C1, sum.C0);
        sum.C0 = TUnit.Low(sum.C0);
        sum.C2 = TUnit.AddCarry(sum.C2, sum.C1);
        sum.C1 = TUnit.Low(sum.C1);
        sum.C3 = TUnit.AddCarry(sum.C3, sum.C2);
        sum.C2 = TUnit.Low(sum.C2);
        sum.C4 = TUnit.AddCarry(sum.C4, sum.C3);
        sum.C3 = TUnit.Low(sum.C3);
        sum.C5 = TUnit.AddCarry(sum.C5, sum.C4);
        sum.C4 = TUnit.Low(sum.C4);
        sum.C6 = TUnit.AddCarry(sum.C6, sum.C5);
        sum.C5 = TUnit.Low(sum.C5);
        sum.C7 = TUnit.AddCarry(sum.C7, sum.C6);
        sum.C6 = TUnit.Low(sum.C6);
        sum.C8 = TUnit.AddCarry(sum.C8, sum.C7);
        sum.C7 = TUnit.Low(sum.C7);
        sum.C9 = TUnit.AddCarry(sum.C9, sum.C8);
        sum.C8 = TUnit.Low(sum.C8);
        sum.C10 = TUnit.AddCarry(sum.C10, sum.C9);
        sum.C9 = TUnit.Low(sum.C9);
        sum.C11 = TUnit.AddCarry(sum.C11, sum.C10);
        sum.C10 = TUnit.Low(sum.C10);
        sum.C12 = TUnit.AddCarry(sum.C12, sum.C11);
        sum.C11 = TUnit.Low(sum.C11);
        sum.C13 = TUnit.AddCarry(sum.C13, sum.C12);
        sum.C12 = TUnit.Low(sum.C12);
        sum.C14 = TUnit.AddCarry(sum.C14, sum.C13);
        sum.C13 = TUnit.Low(sum.C13);
        sum.C15 = TUnit.AddCarry(sum.C15, sum.C14);
        sum.C14 = TUnit.Low(sum.C14);
        sum.C16 = TUnit.AddCarry(sum.C16, sum.C15);
        sum.C15 = TUnit.Low(sum.C15);
        sum.Pending = 0;
        if (++sum.Carries == ProductSum<TVector>.CarriesPerReduction)
        {
            ReduceColumns(ref sum);
        }
    }

    /// <summary>
    /// Total = Total + columns/R mod p, below 2p: columns of 1,024 products below 9·p² make at most 57·p, which a product by one brings down again.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void ReduceColumns(ref ProductSum<TVector> sum)
    {
        var constants = Constants;
        var (t0, t1, t2, t3, t4, t5, t6, t7, t8) = (sum.C0, sum.C1, sum.C2, sum.C3, sum.C4, sum.C5, sum.C6, sum.C7, sum.C8);
        Reduce(constants, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5, ref t6, ref t7, ref t8);
        t0 = TUnit.Add(t0, sum.C9);
        Reduce(constants, ref t1, ref t2, ref t3, ref t4, ref t5, ref t6, ref t7, ref t8, ref t0);
        t1 = TUnit.Add(t1, sum.C10);
        Reduce(constants, ref t2, ref t3, ref t4, ref t5, ref t6, ref t7, ref t8, ref t0, ref t1);
        t2 = TUnit.Add(t2, sum.C11);
        Reduce(constants, ref t3, ref t4, ref t5, ref t6, ref t7, ref t8, ref t0, ref t1, ref t2);
        t3 = TUnit.Add(t3, sum.C12);
        Reduce(constants, ref t4, ref t5, ref t6, ref t7, ref t8, ref t0, ref t1, ref t2, ref t3);
        t4 = TUnit.Add(t4, sum.C13);
        Reduce(constants, ref t5, ref t6, ref t7, ref t8, ref t0, ref t1, ref t2, ref t3, ref t4);
        t5 = TUnit.Add(t5, sum.C14);
        Reduce(constants, ref t6, ref t7, ref t8, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        t6 = TUnit.Add(t6, sum.C15);
        Reduce(constants, ref t7, ref t8, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5, ref t6);
        t7 = TUnit.Add(t7, sum.C16);
        LastReduce(constants, ref t8, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5, ref t6, ref t7);
        CarryInto(out var part, t0, t1, t2, t3, t4, t5, t6, t7);
        Add(in sum.Total, in part, out part);
        sum = default;
        Multiply(in part, in constants->One, out sum.Total);
    }
}
