using System.Runtime.CompilerServices;

namespace Atlas.Runtime.Fields.Backends.Lanes;

/// <summary>Sums over spans: the last product of a term is reduced with the sum.</summary>
internal sealed unsafe partial class LaneKernels<TUnit, TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Fr Sum(ReadOnlySpan<Fr> a)
    {
        // So many canonical terms stay below 128·p.
        const int period = 64;
        var memory = stackalloc byte[AlignedStack.Bytes<LaneElements<TVector>>(2)];
        var lanes = AlignedStack.Align<LaneElements<TVector>>(memory);
        lanes[1] = default;
        var i = 0;
        for (var terms = 1; i + Count <= a.Length; i += Count, terms++)
        {
            Load(in At(a, i), out lanes[0]);
            AddLimbs(ref lanes[1], in lanes[0]);
            if (terms % period == 0)
            {
                ReduceTerms(ref lanes[1]);
            }
        }

        ReduceTerms(ref lanes[1]);
        return Total(ref lanes[1]) + rest.Sum(a[i..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Fr InnerProduct(ReadOnlySpan<Fr> a, ReadOnlySpan<Fr> b)
    {
        var memory = stackalloc byte[AlignedStack.Bytes<SumWorkspace>()];
        ref var work = ref *AlignedStack.Align<SumWorkspace>(memory);
        work.Sum0 = default;
        var i = 0;
        for (; i + Count <= a.Length; i += Count)
        {
            Load(in At(a, i), out work.A0);
            Load(in At(b, i), out work.B0);
            AddProduct(ref work.Sum0, in work.A0, in work.B0);
        }

        return Total(ref work.Sum0) + rest.InnerProduct(a[i..], b[i..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Fr InnerProduct(ReadOnlySpan<Fr> a, ReadOnlySpan<Fr> b, ReadOnlySpan<Fr> c)
    {
        var memory = stackalloc byte[AlignedStack.Bytes<SumWorkspace>()];
        ref var work = ref *AlignedStack.Align<SumWorkspace>(memory);
        work.Sum0 = default;
        var i = 0;
        for (; i + Count <= a.Length; i += Count)
        {
            Load(in At(a, i), out work.A0);
            Load(in At(b, i), out work.B0);
            Multiply(in work.A0, in work.B0, out work.A0);
            Load(in At(c, i), out work.C0);
            AddProduct(ref work.Sum0, in work.A0, in work.C0);
        }

        return Total(ref work.Sum0) + rest.InnerProduct(a[i..], b[i..], c[i..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public QuadraticRound QuadraticSums(in Halves a, in Halves b)
    {
        var memory = stackalloc byte[AlignedStack.Bytes<SumWorkspace>()];
        ref var work = ref *AlignedStack.Align<SumWorkspace>(memory);
        work.Sum0 = work.Sum1 = default;
        var i = 0;
        for (; i + Count <= a.Count; i += Count)
        {
            LoadHalves(in a, i, out work.A0, out work.A1);
            LoadHalves(in b, i, out work.B0, out work.B1);
            AddProduct(ref work.Sum0, in work.A0, in work.B0);
            AddProduct(ref work.Sum1, in work.A1, in work.B1);
        }

        var tail = rest.QuadraticSums(a.From(i), b.From(i));
        return new(Total(ref work.Sum0) + tail.Constant, Total(ref work.Sum1) + tail.Leading);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public CubicRound CubicSums(in Halves a, in Halves b, in Halves c)
    {
        var memory = stackalloc byte[AlignedStack.Bytes<SumWorkspace>()];
        ref var work = ref *AlignedStack.Align<SumWorkspace>(memory);
        work.Sum0 = work.Sum1 = work.Sum2 = default;
        var i = 0;
        for (; i + Count <= a.Count; i += Count)
        {
            LoadHalves(in a, i, out work.A0, out work.A1);
            LoadHalves(in b, i, out work.B0, out work.B1);
            LoadHalves(in c, i, out work.C0, out work.C1);
            Multiply(in work.A0, in work.B0, out work.Product);
            AddProduct(ref work.Sum0, in work.Product, in work.C0);

            // At X = -1: low - (high - low), below 3p.
            Subtract(in work.A0, in work.A1, in Constants->TwoP, out work.A0);
            Subtract(in work.B0, in work.B1, in Constants->TwoP, out work.B0);
            Subtract(in work.C0, in work.C1, in Constants->TwoP, out work.C0);
            Multiply(in work.A0, in work.B0, out work.Product);
            AddProduct(ref work.Sum1, in work.Product, in work.C0);
            Multiply(in work.A1, in work.B1, out work.Product);
            AddProduct(ref work.Sum2, in work.Product, in work.C1);
        }

        var tail = rest.CubicSums(a.From(i), b.From(i), c.From(i));
        return new(Total(ref work.Sum0) + tail.Constant, Total(ref work.Sum1) + tail.AtMinusOne, Total(ref work.Sum2) + tail.Leading);
    }

    /// <summary>The values at zero, and the differences, below 2p.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void LoadHalves(in Halves halves, int index, out LaneElements<TVector> low, out LaneElements<TVector> difference)
    {
        Load(in At(halves.Low, index), out low);
        Load(in At(halves.High, index), out difference);
        Subtract(in difference, in low, in Constants->P, out difference);
    }

    /// <summary>Brings a sum of canonical elements, limbs not normalised, below 2p.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ReduceTerms(ref LaneElements<TVector> sum)
    {
        Normalize(ref sum);
        Multiply(in sum, in Constants->One, out sum);
    }

    private Fr Total(ref ProductSum<TVector> sum)
    {
        ReduceSum(ref sum);
        return Total(ref sum.Total);
    }

    /// <summary>The sum over the lanes.</summary>
    private Fr Total(ref LaneElements<TVector> sum)
    {
        Canonicalize(ref sum);
        Span<Fr> sums = stackalloc Fr[Count];
        Store(in sum, ref At<Fr>(sums, 0));
        return rest.Sum(sums);
    }

    private struct SumWorkspace
    {
        public LaneElements<TVector> A0, A1, B0, B1, C0, C1, Product;

        public ProductSum<TVector> Sum0, Sum1, Sum2;
    }
}
