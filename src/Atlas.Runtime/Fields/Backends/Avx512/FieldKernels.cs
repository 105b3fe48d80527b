using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Field = Atlas.Runtime.Fields.Backends.Avx512.LaneField<Atlas.Runtime.Fields.FrModulus>;

namespace Atlas.Runtime.Fields.Backends.Avx512;

/// <summary>Eight elements at a time; what is left over goes the scalar way.</summary>
internal sealed unsafe class FieldKernels : IFieldKernels
{
    /// <summary>Elements between reductions of a sum: 128 products a lane, each below 1.01·p, stay below R = 170·p.</summary>
    private const int SumPeriod = 128 * Lanes.Count;

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

    public void Add(Span<Fr> destination, ReadOnlySpan<Fr> a, ReadOnlySpan<Fr> b) => rest.Add(destination, a, b);

    public void Subtract(Span<Fr> destination, ReadOnlySpan<Fr> a, ReadOnlySpan<Fr> b) => rest.Subtract(destination, a, b);

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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Fr InnerProduct(ReadOnlySpan<Fr> a, ReadOnlySpan<Fr> b)
    {
        var memory = stackalloc byte[AlignedStack.Bytes<Lanes>(4)];
        var lanes = AlignedStack.Align<Lanes>(memory);
        ref var x = ref lanes[0];
        ref var y = ref lanes[1];
        ref var sum = ref lanes[2];
        ref var one = ref lanes[3];
        one = Field.Broadcast(Fr.One.Form);
        sum = default;
        var i = 0;
        for (; i + Lanes.Count <= a.Length; i += Lanes.Count)
        {
            LaneMemory.Load(ref At(a, i), out x);
            LaneMemory.Load(ref At(b, i), out y);
            Field.Multiply(in x, in y, out x);
            sum.Add(in x);
            if (i % SumPeriod == 0)
            {
                Reduce(ref sum, in one);
            }
        }

        Reduce(ref sum, in one);
        Field.Canonicalize(ref sum);
        Span<Fr> sums = stackalloc Fr[Lanes.Count];
        LaneMemory.Store(in sum, ref At(sums, 0));
        var total = rest.InnerProduct(a[i..], b[i..]);
        foreach (ref readonly var lane in sums)
        {
            total += lane;
        }

        return total;
    }

    /// <summary>Brings a sum of at most 150·p, limbs not normalised, below 2p.</summary>
    private static void Reduce(ref Lanes sum, in Lanes one)
    {
        sum.Normalize();
        Field.Multiply(in sum, in one, out sum);
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
