using System.Runtime.CompilerServices;
using Field = Atlas.Runtime.Fields.Backends.Avx512.LaneField<Atlas.Runtime.Fields.FrModulus>;

namespace Atlas.Runtime.Fields.Backends.Avx512;

/// <summary>Sums over spans.</summary>
internal sealed unsafe partial class FieldKernels
{
    /// <summary>Elements between reductions of a sum: 128 terms a lane, each below 1.1·p, stay below R = 170·p.</summary>
    private const int SumPeriod = 128 * Lanes.Count;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Fr Sum(ReadOnlySpan<Fr> a)
    {
        var memory = stackalloc byte[AlignedStack.Bytes<Lanes>(2)];
        var lanes = AlignedStack.Align<Lanes>(memory);
        ref var x = ref lanes[0];
        ref var sum = ref lanes[1];
        sum = default;
        var i = 0;
        for (; i + Lanes.Count <= a.Length; i += Lanes.Count)
        {
            LaneMemory.Load(ref At(a, i), out x);
            Accumulate(ref sum, in x, i);
        }

        return Total(ref sum) + rest.Sum(a[i..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Fr InnerProduct(ReadOnlySpan<Fr> a, ReadOnlySpan<Fr> b)
    {
        var memory = stackalloc byte[AlignedStack.Bytes<Lanes>(3)];
        var lanes = AlignedStack.Align<Lanes>(memory);
        ref var x = ref lanes[0];
        ref var y = ref lanes[1];
        ref var sum = ref lanes[2];
        sum = default;
        var i = 0;
        for (; i + Lanes.Count <= a.Length; i += Lanes.Count)
        {
            LaneMemory.Load(ref At(a, i), out x);
            LaneMemory.Load(ref At(b, i), out y);
            Field.Multiply(in x, in y, out x);
            Accumulate(ref sum, in x, i);
        }

        return Total(ref sum) + rest.InnerProduct(a[i..], b[i..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Fr InnerProduct(ReadOnlySpan<Fr> a, ReadOnlySpan<Fr> b, ReadOnlySpan<Fr> c)
    {
        var memory = stackalloc byte[AlignedStack.Bytes<Lanes>(3)];
        var lanes = AlignedStack.Align<Lanes>(memory);
        ref var x = ref lanes[0];
        ref var y = ref lanes[1];
        ref var sum = ref lanes[2];
        sum = default;
        var i = 0;
        for (; i + Lanes.Count <= a.Length; i += Lanes.Count)
        {
            LaneMemory.Load(ref At(a, i), out x);
            LaneMemory.Load(ref At(b, i), out y);
            Field.Multiply(in x, in y, out x);
            LaneMemory.Load(ref At(c, i), out y);
            Field.Multiply(in x, in y, out x);
            Accumulate(ref sum, in x, i);
        }

        return Total(ref sum) + rest.InnerProduct(a[i..], b[i..], c[i..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public QuadraticRound QuadraticSums(in Halves a, in Halves b)
    {
        var memory = stackalloc byte[AlignedStack.Bytes<Lanes>(6)];
        var lanes = AlignedStack.Align<Lanes>(memory);
        ref var constant = ref lanes[4];
        ref var leading = ref lanes[5];
        constant = default;
        leading = default;
        var i = 0;
        for (; i + Lanes.Count <= a.Count; i += Lanes.Count)
        {
            LoadHalves(in a, i, out lanes[0], out lanes[1]);
            LoadHalves(in b, i, out lanes[2], out lanes[3]);
            Field.Multiply(in lanes[0], in lanes[2], out lanes[0]);
            Accumulate(ref constant, in lanes[0], i);
            Field.Multiply(in lanes[1], in lanes[3], out lanes[1]);
            Accumulate(ref leading, in lanes[1], i);
        }

        var tail = rest.QuadraticSums(a.From(i), b.From(i));
        return new(Total(ref constant) + tail.Constant, Total(ref leading) + tail.Leading);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public CubicRound CubicSums(in Halves a, in Halves b, in Halves c)
    {
        var memory = stackalloc byte[AlignedStack.Bytes<Lanes>(10)];
        var lanes = AlignedStack.Align<Lanes>(memory);
        ref var product = ref lanes[6];
        var sums = lanes + 7;
        sums[0] = sums[1] = sums[2] = default;
        var i = 0;
        for (; i + Lanes.Count <= a.Count; i += Lanes.Count)
        {
            LoadHalves(in a, i, out lanes[0], out lanes[1]);
            LoadHalves(in b, i, out lanes[2], out lanes[3]);
            LoadHalves(in c, i, out lanes[4], out lanes[5]);
            Field.Multiply(in lanes[0], in lanes[2], out product);
            Field.Multiply(in product, in lanes[4], out product);
            Accumulate(ref sums[0], in product, i);
            for (var k = 0; k < 6; k += 2)
            {
                // low - (high - low), below 3p.
                Field.Subtract(in lanes[k], in lanes[k + 1], 2, out lanes[k]);
            }

            Field.Multiply(in lanes[0], in lanes[2], out product);
            Field.Multiply(in product, in lanes[4], out product);
            Accumulate(ref sums[1], in product, i);
            Field.Multiply(in lanes[1], in lanes[3], out product);
            Field.Multiply(in product, in lanes[5], out product);
            Accumulate(ref sums[2], in product, i);
        }

        var tail = rest.CubicSums(a.From(i), b.From(i), c.From(i));
        return new(Total(ref sums[0]) + tail.Constant, Total(ref sums[1]) + tail.AtMinusOne, Total(ref sums[2]) + tail.Leading);
    }

    /// <summary>The values at zero, and the differences, below 2p.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void LoadHalves(in Halves halves, int index, out Lanes low, out Lanes difference)
    {
        LaneMemory.Load(ref At(halves.Low, index), out low);
        LaneMemory.Load(ref At(halves.High, index), out difference);
        Field.Subtract(in difference, in low, 1, out difference);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Accumulate(ref Lanes sum, in Lanes term, int index)
    {
        sum.Add(in term);
        if (index % SumPeriod == 0)
        {
            Reduce(ref sum);
        }
    }

    /// <summary>Brings a sum of at most 150·p, limbs not normalised, below 2p.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Reduce(ref Lanes sum)
    {
        var one = Field.Broadcast(Fr.One.Form);
        sum.Normalize();
        Field.Multiply(in sum, in one, out sum);
    }

    /// <summary>The sum over the lanes.</summary>
    private Fr Total(ref Lanes sum)
    {
        Reduce(ref sum);
        Field.Canonicalize(ref sum);
        Span<Fr> sums = stackalloc Fr[Lanes.Count];
        LaneMemory.Store(in sum, ref At(sums, 0));
        return rest.Sum(sums);
    }
}
