using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Atlas.Runtime.Fields.Backends.Lanes;

/// <summary>Sums of products of lines. A line's value at t stays below (2t + 1)·p, and products of such below 12·p, up to the point 20.</summary>
internal sealed unsafe partial class LaneKernels<TUnit, TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ProductSums(Span<Fr> sums, in FactorLines lines, int start, int count, ReadOnlySpan<Fr> weights)
    {
        var memory = stackalloc byte[AlignedStack.Bytes<LaneElements<TVector>>((2 * lines.Count) + 2)];
        var totalsMemory = stackalloc byte[AlignedStack.Bytes<ProductSum<TVector>>(sums.Length)];
        var values = AlignedStack.Align<LaneElements<TVector>>(memory);
        var totals = AlignedStack.Align<ProductSum<TVector>>(totalsMemory);
        var steps = values + lines.Count;
        var scratch = steps + lines.Count;
        for (var k = 0; k < sums.Length; k++)
        {
            totals[k] = default;
        }

        var i = 0;
        for (; i + Count <= count; i += Count)
        {
            if (!LoadLines(in lines, start + i, values, steps))
            {
                continue;
            }

            if (!weights.IsEmpty)
            {
                Load(in At(weights, i), out scratch[1]);
            }

            for (var k = 0; k < sums.Length; k++)
            {
                AddTerm(values, lines.Count, scratch, !weights.IsEmpty, ref totals[k]);
                Advance(values, steps, lines.Count, twice: k == 0);
            }
        }

        for (var k = 0; k < sums.Length; k++)
        {
            sums[k] += Total(ref totals[k]);
        }

        rest.ProductSums(sums, in lines, start + i, count - i, weights.IsEmpty ? weights : weights[i..]);
    }

    /// <summary>Values at X = 0, below p, and steps, below 2p; false if the first factor is zero on all of these lines.</summary>
    private static bool LoadLines(in FactorLines lines, int index, LaneElements<TVector>* values, LaneElements<TVector>* steps)
    {
        if (IsZero(lines.Low(0).Slice(index, Count)) && IsZero(lines.High(0).Slice(index, Count)))
        {
            return false;
        }

        for (var f = 0; f < lines.Count; f++)
        {
            Load(in At(lines.Low(f), index), out values[f]);
            Load(in At(lines.High(f), index), out steps[f]);
            Subtract(in steps[f], in values[f], in Constants->P, out steps[f]);
        }

        return true;
    }

    /// <summary>From X to X + 1, or from 0 to 2.</summary>
    private static void Advance(LaneElements<TVector>* values, LaneElements<TVector>* steps, int count, bool twice)
    {
        for (var f = 0; f < count; f++)
        {
            if (twice)
            {
                AddLimbs(ref values[f], in steps[f]);
            }

            AddLimbs(ref values[f], in steps[f]);
            Normalize(ref values[f]);
        }
    }

    /// <summary>Adds the product of all values and, if there is one, of the weight; without one, of one.</summary>
    private static void AddTerm(LaneElements<TVector>* values, int count, LaneElements<TVector>* scratch, bool isWeighted, ref ProductSum<TVector> total)
    {
        ref var product = ref scratch[0];
        product = values[0];
        for (var f = 1; f < count; f++)
        {
            Multiply(in product, in values[f], out product);
        }

        AddProduct(ref total, in product, in isWeighted ? ref scratch[1] : ref Constants->One);
    }

    private static bool IsZero(ReadOnlySpan<Fr> elements) => !MemoryMarshal.AsBytes(elements).ContainsAnyExcept((byte)0);
}
