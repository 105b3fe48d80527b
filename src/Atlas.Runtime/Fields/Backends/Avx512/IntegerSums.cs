using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Field = Atlas.Runtime.Fields.Backends.Avx512.LaneField<Atlas.Runtime.Fields.FrModulus>;

namespace Atlas.Runtime.Fields.Backends.Avx512;

/// <summary>
/// Sums of integers times field elements. Integers of 32 bits take one product; those of up to 62 bits are split, k = high·2^31 + low; for
/// the rare longer ones the scalar kernel repeats the block.
/// </summary>
internal static unsafe class IntegerSums
{
    private const int LowBits = 31;

    private const long LowMask = (1L << LowBits) - 1;

    /// <summary>Σ k[i]·a[i] over a length that is a multiple of eight; false when an integer needs more than 62 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryInnerProduct(ReadOnlySpan<Fr> a, ReadOnlySpan<long> k, out Fr sum)
    {
        sum = default;
        var memory = stackalloc byte[AlignedStack.Bytes<Workspace>()];
        ref var work = ref *AlignedStack.Align<Workspace>(memory);
        work = default;
        var seen = Vector512<long>.Zero;
        for (var i = 0; i < a.Length; i += Lanes.Count)
        {
            LaneMemory.Load(ref At(a, i), out work.Factor);
            var integers = InLaneOrder(Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(k), (nuint)i));
            seen |= integers ^ (integers >> 63);
            AddProduct(ref work, integers);
            if ((i & ((Lanes.Count * LaneAccumulator.Period) - 1)) == 0)
            {
                work.Low.CarryIfNeeded();
                work.High.CarryIfNeeded();
            }
        }

        if (!FitsTwoParts(seen))
        {
            return false;
        }

        Finish(ref work, out var lanes);
        foreach (var lane in lanes)
        {
            sum += lane;
        }

        return true;
    }

    /// <summary>destination[j] = Σ_i weights[i]·cells[rowOffsets[i] + columnOffsets[j]], eight columns at a time.</summary>
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

        Span<int> columns = stackalloc int[Lanes.Count];
        for (var start = 0; start < destination.Length; start += Lanes.Count)
        {
            var count = Math.Min(Lanes.Count, destination.Length - start);
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
        var seen = Vector512<long>.Zero;
        ref var first = ref MemoryMarshal.GetReference(cells);
        var done = 0;
        if (FieldKernels.AreContiguous(columns))
        {
            done = work.Low.AddRows(factors, ref first, rowOffsets, columns[0], 0, -1);
            var whole = work.Low.AddRows(factors[done..], ref first, rowOffsets[done..], columns[0], 0, LowMask);
            if (work.High.AddRows(factors[done..(done + whole)], ref first, rowOffsets[done..], columns[0], LowBits, -1) != whole)
            {
                return false;
            }

            done += whole;
        }

        for (; done < factors.Length; done++)
        {
            var integers = Gather(ref Unsafe.Add(ref first, rowOffsets[done]), columns);
            seen |= integers ^ (integers >> 63);
            work.Factor = factors[done].Broadcast();
            AddProduct(ref work, integers);
            if (done % LaneAccumulator.Period == 0)
            {
                work.Low.CarryIfNeeded();
                work.High.CarryIfNeeded();
            }
        }

        if (!FitsTwoParts(seen))
        {
            return false;
        }

        Finish(ref work, out var lanes);
        for (var k = 0; k < destination.Length; k++)
        {
            // Lanes are columns, and storing takes them for elements in the order of memory.
            destination[k] = lanes[LaneMemory.LaneOf[k]];
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddProduct(ref Workspace work, Vector512<long> integers)
    {
        if (((integers + Vector512.Create(1L << LowBits)) >> 32) == Vector512<long>.Zero)
        {
            work.Low.AddProduct(in work.Factor, integers);
        }
        else
        {
            work.Low.AddProduct(in work.Factor, integers & Vector512.Create(LowMask));
            work.High.AddProduct(in work.Factor, integers >> LowBits);
        }
    }

    /// <summary>low + 2^31·high, as elements in the order of memory.</summary>
    private static void Finish(ref Workspace work, out EightElements elements)
    {
        work.Low.Reduce(out var sum);
        work.High.Reduce(out var upper);
        Field.Multiply(in upper, Field.Broadcast(Shift.Form), out upper);
        Field.Canonicalize(ref sum);
        sum.Add(in upper);
        sum.Normalize();
        Field.Canonicalize(ref sum);
        elements = default;
        LaneMemory.Store(in sum, ref Unsafe.As<EightElements, byte>(ref elements));
    }

    private static Fr Shift { get; } = Fr.FromInt64(1L << LowBits);

    /// <summary>Σ k·a = Low + 2^31·High, and the a of the moment.</summary>
    private struct Workspace
    {
        public LaneAccumulator Low, High;
        public Lanes Factor;
    }

    [InlineArray(Lanes.Count)]
    private struct EightElements
    {
        private Fr first;
    }

    /// <summary>Moves consecutive integers to the lanes that <see cref="LaneMemory"/> gives to consecutive elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<long> InLaneOrder(Vector512<long> consecutive) =>
        Vector512.Shuffle(consecutive, Vector512.Create(0L, 2, 1, 3, 4, 6, 5, 7));

    /// <summary>Are the magnitudes, or'ed, below 2^62?</summary>
    private static bool FitsTwoParts(Vector512<long> magnitudes) => (magnitudes >> 62) == Vector512<long>.Zero;

    private static Vector512<long> Gather(ref long row, ReadOnlySpan<int> columns) => Vector512.Create(
        Unsafe.Add(ref row, columns[0]),
        Unsafe.Add(ref row, columns[1]),
        Unsafe.Add(ref row, columns[2]),
        Unsafe.Add(ref row, columns[3]),
        Unsafe.Add(ref row, columns[4]),
        Unsafe.Add(ref row, columns[5]),
        Unsafe.Add(ref row, columns[6]),
        Unsafe.Add(ref row, columns[7]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref byte At(ReadOnlySpan<Fr> span, int index) =>
        ref Unsafe.As<Fr, byte>(ref Unsafe.Add(ref MemoryMarshal.GetReference(span), index));
}
