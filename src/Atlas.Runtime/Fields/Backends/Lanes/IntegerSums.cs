using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Atlas.Runtime.Fields.Backends.Lanes;

/// <summary>
/// Sums of integers times field elements. Integers of 32 bits take one product; those of up to 62 bits are split, k = high·2^31 + low; for
/// the rare longer ones the scalar kernel repeats the block.
/// </summary>
internal abstract unsafe partial class IntegerSums<TUnit, TVector> : LaneArithmetic<TUnit, TVector, FrModulus>
    where TUnit : struct, IVectorUnit<TVector>
    where TVector : unmanaged
{
    private const int LowBits = 31;

    private const ulong LowMask = (1UL << LowBits) - 1;

    private static Fr Shift { get; } = Fr.FromInt64(1L << LowBits);

    /// <summary>Σ k[i]·a[i] over a length that is a multiple of the lanes; false when an integer needs more than 62 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryInnerProduct(ReadOnlySpan<Fr> a, ReadOnlySpan<long> k, out Fr sum)
    {
        sum = default;
        var memory = stackalloc byte[AlignedStack.Bytes<Workspace>()];
        ref var work = ref *AlignedStack.Align<Workspace>(memory);
        work = default;
        for (var i = 0; i < a.Length; i += Count)
        {
            Load(in At(a, i), out work.Factor);
            AddProduct(ref work, TUnit.InLaneOrder(TUnit.Load(in k[i])));
            if ((i & ((Count * IntegerSum<TVector>.Period) - 1)) == 0)
            {
                CarryIfNeeded(ref work.Low);
                CarryIfNeeded(ref work.High);
            }
        }

        if (!FitsTwoParts(in work))
        {
            return false;
        }

        Finish(ref work);
        Span<Fr> elements = stackalloc Fr[Count];
        Store(in work.Factor, ref At<Fr>(elements, 0));
        foreach (ref readonly var element in elements)
        {
            sum += element;
        }

        return true;
    }

    /// <summary>destination[j] = Σ_i weights[i]·cells[rowOffsets[i] + columnOffsets[j]], as many columns at a time as there are lanes.</summary>
    public static void CombineRows(
        Span<Fr> destination,
        ReadOnlySpan<Fr> weights,
        ReadOnlySpan<long> cells,
        ReadOnlySpan<int> rowOffsets,
        ReadOnlySpan<int> columnOffsets,
        IFieldKernels rest)
    {
        var pooled = ArrayPool<Factor>.Shared.Rent(weights.Length);
        var factors = pooled.AsSpan(0, weights.Length);
        for (var i = 0; i < factors.Length; i++)
        {
            factors[i] = new Factor(weights[i].Form);
        }

        Span<int> columns = stackalloc int[Count];
        for (var start = 0; start < destination.Length; start += Count)
        {
            var count = Math.Min(Count, destination.Length - start);
            var own = columnOffsets.Slice(start, count);

            // A last block that is not full repeats its last column.
            columns.Fill(own[^1]);
            own.CopyTo(columns);
            if (!TryCombine(destination.Slice(start, count), factors, cells, rowOffsets, columns))
            {
                rest.CombineRows(destination.Slice(start, count), weights, cells, rowOffsets, own);
            }
        }

        ArrayPool<Factor>.Shared.Return(pooled);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TryCombine(
        Span<Fr> destination, ReadOnlySpan<Factor> factors, ReadOnlySpan<long> cells, ReadOnlySpan<int> rowOffsets, ReadOnlySpan<int> columns)
    {
        var memory = stackalloc byte[AlignedStack.Bytes<Workspace>()];
        ref var work = ref *AlignedStack.Align<Workspace>(memory);
        work = default;
        ref readonly var first = ref MemoryMarshal.GetReference(cells);
        var done = 0;
        if (Offsets.AreContiguous(columns))
        {
            done = AddRows(ref work.Low, factors, in first, rowOffsets, columns[0], 0, ulong.MaxValue);
            var whole = AddRows(ref work.Low, factors[done..], in first, rowOffsets[done..], columns[0], 0, LowMask);
            if (AddRows(ref work.High, factors[done..(done + whole)], in first, rowOffsets[done..], columns[0], LowBits, ulong.MaxValue) != whole)
            {
                return false;
            }

            done += whole;
        }

        AddGatheredRows(ref work, factors, in first, rowOffsets, columns, done);
        if (!FitsTwoParts(in work))
        {
            return false;
        }

        // Lanes are columns here, in the order of memory; storing takes them for elements in the order of loading.
        Finish(ref work);
        InLaneOrder(ref work.Factor);
        Span<Fr> elements = stackalloc Fr[Count];
        Store(in work.Factor, ref At<Fr>(elements, 0));
        elements[..destination.Length].CopyTo(destination);
        return true;
    }

    /// <summary>The rows from one on, whose columns lie anywhere or whose integers differ in length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddGatheredRows(
        ref Workspace work, ReadOnlySpan<Factor> factors, ref readonly long cells, ReadOnlySpan<int> rowOffsets, ReadOnlySpan<int> columns, int done)
    {
        Span<long> integers = stackalloc long[Count];
        for (; done < factors.Length; done++)
        {
            ref var row = ref Unsafe.Add(ref Unsafe.AsRef(in cells), rowOffsets[done]);
            for (var lane = 0; lane < integers.Length; lane++)
            {
                integers[lane] = Unsafe.Add(ref row, columns[lane]);
            }

            work.Factor = factors[done].Broadcast<TUnit, TVector>();
            AddProduct(ref work, TUnit.Load(in integers[0]));
            if (done % IntegerSum<TVector>.Period == 0)
            {
                CarryIfNeeded(ref work.Low);
                CarryIfNeeded(ref work.High);
            }
        }
    }

    private static void InLaneOrder(ref LaneElements<TVector> a)
    {
        a.L0 = TUnit.InLaneOrder(a.L0);
        a.L1 = TUnit.InLaneOrder(a.L1);
        a.L2 = TUnit.InLaneOrder(a.L2);
        a.L3 = TUnit.InLaneOrder(a.L3);
        a.L4 = TUnit.InLaneOrder(a.L4);
        a.L5 = TUnit.InLaneOrder(a.L5);
        a.L6 = TUnit.InLaneOrder(a.L6);
        a.L7 = TUnit.InLaneOrder(a.L7);
        a.L8 = TUnit.InLaneOrder(a.L8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddProduct(ref Workspace work, TVector integers)
    {
        work.Seen = TUnit.Or(work.Seen, MagnitudeBits(integers));
        if (TUnit.IsAllZero(TUnit.And(TUnit.Add(integers, TUnit.Create(1UL << LowBits)), TUnit.Create(Above32Bits))))
        {
            AddProduct(ref work.Low, in work.Factor, integers);
        }
        else
        {
            AddProduct(ref work.Low, in work.Factor, TUnit.And(integers, TUnit.Create(LowMask)));
            AddProduct(ref work.High, in work.Factor, TUnit.ShiftRight(integers, LowBits));
        }
    }

    /// <summary>Factor = low + 2^31·high, canonical.</summary>
    private static void Finish(ref Workspace work)
    {
        Reduce(ref work.High, out work.Factor);
        Multiply(in work.Factor, Broadcast(Shift.Form), out work.High.Limbs);
        Reduce(ref work.Low, out work.Factor);
        Canonicalize(ref work.Factor);
        Add(in work.Factor, in work.High.Limbs, out work.Factor);
        Canonicalize(ref work.Factor);
    }

    /// <summary>Were all integers below 2^62?</summary>
    private static bool FitsTwoParts(in Workspace work) => TUnit.IsAllZero(TUnit.And(work.Seen, TUnit.Create(3UL << 62)));

    /// <summary>Σ k·a = Low + 2^31·High, the a of the moment, and what the integers are made of.</summary>
    private struct Workspace
    {
        public IntegerSum<TVector> Low, High;

        public LaneElements<TVector> Factor;

        public TVector Seen;
    }
}
