using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Field = Atlas.Runtime.Fields.Backends.Avx512.LaneField<Atlas.Runtime.Fields.FrModulus>;

namespace Atlas.Runtime.Fields.Backends.Avx512;

/// <summary>Eight elements at a time; what is left over goes the scalar way.</summary>
internal sealed unsafe partial class FieldKernels : IFieldKernels
{
    private readonly Scalar.FieldKernels rest = new();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Multiply(Span<Fr> destination, ReadOnlySpan<Fr> a, ReadOnlySpan<Fr> b)
    {
        var memory = stackalloc byte[AlignedStack.Bytes<Lanes>(2)];
        var lanes = AlignedStack.Align<Lanes>(memory);
        ref var x = ref lanes[0];
        ref var y = ref lanes[1];
        var i = 0;
        for (; i + Lanes.Count <= destination.Length; i += Lanes.Count)
        {
            LaneMemory.Load(ref At(a, i), out x);
            LaneMemory.Load(ref At(b, i), out y);
            Field.Multiply(in x, in y, out x);
            Field.Canonicalize(ref x);
            LaneMemory.Store(in x, ref At(destination, i));
        }

        rest.Multiply(destination[i..], a[i..], b[i..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void MultiplyScalar(Span<Fr> destination, ReadOnlySpan<Fr> a, in Fr scalar)
    {
        var memory = stackalloc byte[AlignedStack.Bytes<Lanes>(2)];
        var lanes = AlignedStack.Align<Lanes>(memory);
        ref var x = ref lanes[0];
        ref var factor = ref lanes[1];
        factor = Field.Broadcast(scalar.Form);
        var isChallenge = IsChallenge(in scalar);
        var i = 0;
        for (; i + Lanes.Count <= destination.Length; i += Lanes.Count)
        {
            LaneMemory.Load(ref At(a, i), out x);
            Multiply(in x, in factor, isChallenge, out x);
            Field.Canonicalize(ref x);
            LaneMemory.Store(in x, ref At(destination, i));
        }

        rest.MultiplyScalar(destination[i..], a[i..], in scalar);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void MultiplyAdd(Span<Fr> destination, ReadOnlySpan<Fr> a, in Fr scalar)
    {
        var memory = stackalloc byte[AlignedStack.Bytes<Lanes>(3)];
        var lanes = AlignedStack.Align<Lanes>(memory);
        ref var x = ref lanes[0];
        ref var y = ref lanes[1];
        ref var factor = ref lanes[2];
        factor = Field.Broadcast(scalar.Form);
        var isChallenge = IsChallenge(in scalar);
        var i = 0;
        for (; i + Lanes.Count <= destination.Length; i += Lanes.Count)
        {
            LaneMemory.Load(ref At(a, i), out x);
            LaneMemory.Load(ref At(destination, i), out y);
            Multiply(in x, in factor, isChallenge, out x);
            x.Add(in y);
            x.Normalize();
            Field.Canonicalize(ref x);
            LaneMemory.Store(in x, ref At(destination, i));
        }

        rest.MultiplyAdd(destination[i..], a[i..], in scalar);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(Span<Fr> destination, ReadOnlySpan<Fr> a, ReadOnlySpan<Fr> b)
    {
        var memory = stackalloc byte[AlignedStack.Bytes<Lanes>(2)];
        var lanes = AlignedStack.Align<Lanes>(memory);
        ref var x = ref lanes[0];
        ref var y = ref lanes[1];
        var i = 0;
        for (; i + Lanes.Count <= destination.Length; i += Lanes.Count)
        {
            LaneMemory.Load(ref At(a, i), out x);
            LaneMemory.Load(ref At(b, i), out y);
            x.Add(in y);
            x.Normalize();
            Field.Canonicalize(ref x);
            LaneMemory.Store(in x, ref At(destination, i));
        }

        rest.Add(destination[i..], a[i..], b[i..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Subtract(Span<Fr> destination, ReadOnlySpan<Fr> a, ReadOnlySpan<Fr> b)
    {
        var memory = stackalloc byte[AlignedStack.Bytes<Lanes>(2)];
        var lanes = AlignedStack.Align<Lanes>(memory);
        ref var x = ref lanes[0];
        ref var y = ref lanes[1];
        var i = 0;
        for (; i + Lanes.Count <= destination.Length; i += Lanes.Count)
        {
            LaneMemory.Load(ref At(a, i), out x);
            LaneMemory.Load(ref At(b, i), out y);
            Field.Subtract(in x, in y, 1, out x);
            Field.Canonicalize(ref x);
            LaneMemory.Store(in x, ref At(destination, i));
        }

        rest.Subtract(destination[i..], a[i..], b[i..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void FoldInterleaved(Span<Fr> destination, ReadOnlySpan<Fr> pairs, in Fr r)
    {
        var memory = stackalloc byte[AlignedStack.Bytes<Lanes>(3)];
        var lanes = AlignedStack.Align<Lanes>(memory);
        ref var x = ref lanes[0];
        ref var y = ref lanes[1];
        ref var factor = ref lanes[2];
        factor = Field.Broadcast(r.Form);
        var isChallenge = IsChallenge(in r);
        var i = 0;
        for (; i + Lanes.Count <= destination.Length; i += Lanes.Count)
        {
            LaneMemory.LoadAlternate(ref At(pairs, 2 * i), out x);
            LaneMemory.LoadAlternate(ref At(pairs, (2 * i) + 1), out y);
            Field.Subtract(in y, in x, 1, out y);
            Multiply(in y, in factor, isChallenge, out y);
            x.Add(in y);
            x.Normalize();
            Field.Canonicalize(ref x);
            LaneMemory.Store(in x, ref At(destination, i));
        }

        rest.FoldInterleaved(destination[i..], pairs[(2 * i)..], in r);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fold(Span<Fr> destination, ReadOnlySpan<Fr> low, ReadOnlySpan<Fr> high, in Fr r)
    {
        var memory = stackalloc byte[AlignedStack.Bytes<Lanes>(3)];
        var lanes = AlignedStack.Align<Lanes>(memory);
        ref var x = ref lanes[0];
        ref var y = ref lanes[1];
        ref var factor = ref lanes[2];
        factor = Field.Broadcast(r.Form);
        var isChallenge = IsChallenge(in r);
        var i = 0;
        for (; i + Lanes.Count <= destination.Length; i += Lanes.Count)
        {
            LaneMemory.Load(ref At(low, i), out x);
            LaneMemory.Load(ref At(high, i), out y);
            Field.Subtract(in y, in x, 1, out y);
            Multiply(in y, in factor, isChallenge, out y);
            x.Add(in y);
            x.Normalize();
            Field.Canonicalize(ref x);
            LaneMemory.Store(in x, ref At(destination, i));
        }

        rest.Fold(destination[i..], low[i..], high[i..], in r);
    }

    public Fr InnerProduct(ReadOnlySpan<Fr> a, ReadOnlySpan<long> k)
    {
        var whole = a.Length & ~(Lanes.Count - 1);
        return IntegerSums.TryInnerProduct(a[..whole], k[..whole], out var sum)
            ? sum + rest.InnerProduct(a[whole..], k[whole..])
            : rest.InnerProduct(a, k);
    }

    public void CombineRows(
        Span<Fr> destination, ReadOnlySpan<Fr> weights, ReadOnlySpan<long> cells, ReadOnlySpan<int> rowOffsets, ReadOnlySpan<int> columnOffsets)
    {
        if (AreContiguous(columnOffsets) || !AreContiguous(rowOffsets))
        {
            IntegerSums.CombineRows(destination, weights, cells, rowOffsets, columnOffsets, rest);
            return;
        }

        // The rows of one column lie side by side.
        for (var j = 0; j < destination.Length; j++)
        {
            var column = rowOffsets.IsEmpty ? cells[..0] : cells.Slice(rowOffsets[0] + columnOffsets[j], weights.Length);
            destination[j] = InnerProduct(weights, column);
        }
    }

    public static bool AreContiguous(ReadOnlySpan<int> offsets)
    {
        for (var i = 1; i < offsets.Length; i++)
        {
            if (offsets[i] != offsets[0] + i)
            {
                return false;
            }
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Multiply(in Lanes a, in Lanes b, bool isChallenge, out Lanes r)
    {
        if (isChallenge)
        {
            Field.MultiplyByChallenge(in a, in b, out r);
        }
        else
        {
            Field.Multiply(in a, in b, out r);
        }
    }

    /// <summary>Are the low 116 bits of the form zero, as those of v·2^-145 are?</summary>
    private static bool IsChallenge(in Fr r) => r.Form.L0 == 0 && (r.Form.L1 << 12) == 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref byte At(ReadOnlySpan<Fr> span, int index) =>
        ref Unsafe.As<Fr, byte>(ref Unsafe.Add(ref MemoryMarshal.GetReference(span), index));
}
