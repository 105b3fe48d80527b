using System.Runtime.CompilerServices;
using Atlas.Runtime.Arithmetic;

namespace Atlas.Runtime.Fields.Backends.Lanes;

/// <summary>As many elements at a time as the unit has lanes; what is left over goes the scalar way.</summary>
internal sealed unsafe partial class LaneKernels<TUnit, TVector> : LaneArithmetic<TUnit, TVector, FrModulus>, IFieldKernels
    where TUnit : struct, IVectorUnit<TVector>
    where TVector : unmanaged
{
    private readonly Scalar.FieldKernels rest = new();

    public void Multiply(Span<Fr> destination, ReadOnlySpan<Fr> a, ReadOnlySpan<Fr> b)
    {
        var done = Apply<Product>(destination, a, b, Fr.Zero);
        rest.Multiply(destination[done..], a[done..], b[done..]);
    }

    public void MultiplyScalar(Span<Fr> destination, ReadOnlySpan<Fr> a, in Fr scalar)
    {
        var done = Apply<Multiple>(destination, a, a, in scalar);
        rest.MultiplyScalar(destination[done..], a[done..], in scalar);
    }

    public void MultiplyAdd(Span<Fr> destination, ReadOnlySpan<Fr> a, in Fr scalar)
    {
        var done = Apply<SumWithMultiple>(destination, a, destination, in scalar);
        rest.MultiplyAdd(destination[done..], a[done..], in scalar);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(Span<Fr> destination, ReadOnlySpan<Fr> a, ReadOnlySpan<Fr> b)
    {
        var i = 0;
        for (; i + Count <= destination.Length; i += Count)
        {
            AddWords(in At(a, i), in At(b, i), ref At<Fr>(destination, i));
        }

        rest.Add(destination[i..], a[i..], b[i..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Subtract(Span<Fr> destination, ReadOnlySpan<Fr> a, ReadOnlySpan<Fr> b)
    {
        var i = 0;
        for (; i + Count <= destination.Length; i += Count)
        {
            SubtractWords(in At(a, i), in At(b, i), ref At<Fr>(destination, i));
        }

        rest.Subtract(destination[i..], a[i..], b[i..]);
    }

    public void Fold(Span<Fr> destination, ReadOnlySpan<Fr> low, ReadOnlySpan<Fr> high, in Fr r)
    {
        var done = Apply<Line>(destination, low, high, in r);
        rest.Fold(destination[done..], low[done..], high[done..], in r);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void FoldInterleaved(Span<Fr> destination, ReadOnlySpan<Fr> pairs, in Fr r)
    {
        var memory = stackalloc byte[AlignedStack.Bytes<Workspace>()];
        ref var work = ref *AlignedStack.Align<Workspace>(memory);
        work.Scalar = new(in r);
        var offsets = stackalloc nuint[Count];
        for (var lane = 0; lane < Count; lane++)
        {
            offsets[lane] = (nuint)(2 * lane * UInt256.Bytes);
        }

        var i = 0;
        for (; i + Count <= destination.Length; i += Count)
        {
            Gather(in At(pairs, 2 * i), offsets, out work.X);
            Gather(in At(pairs, (2 * i) + 1), offsets, out work.Y);
            Line.Apply(ref work);
            StoreBelowFourP(in work.X, ref At<Fr>(destination, i));
        }

        rest.FoldInterleaved(destination[i..], pairs[(2 * i)..], in r);
    }

    public Fr InnerProduct(ReadOnlySpan<Fr> a, ReadOnlySpan<long> k)
    {
        var whole = a.Length & ~(Count - 1);
        return IntegerSums<TUnit, TVector>.TryInnerProduct(a[..whole], k[..whole], out var sum)
            ? sum + rest.InnerProduct(a[whole..], k[whole..])
            : rest.InnerProduct(a, k);
    }

    public void CombineRows(
        Span<Fr> destination, ReadOnlySpan<Fr> weights, ReadOnlySpan<long> cells, ReadOnlySpan<int> rowOffsets, ReadOnlySpan<int> columnOffsets)
    {
        if (Offsets.AreContiguous(columnOffsets) || !Offsets.AreContiguous(rowOffsets))
        {
            IntegerSums<TUnit, TVector>.CombineRows(destination, weights, cells, rowOffsets, columnOffsets, rest);
            return;
        }

        // The rows of one column lie side by side.
        for (var j = 0; j < destination.Length; j++)
        {
            var column = rowOffsets.IsEmpty ? cells[..0] : cells.Slice(rowOffsets[0] + columnOffsets[j], weights.Length);
            destination[j] = InnerProduct(weights, column);
        }
    }
}
