using Atlas.Runtime.Lookups;
using Atlas.Runtime.Sumcheck;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Proving;

/// <summary>Makes the prover's side of each kind of sum from the witness.</summary>
internal sealed class SumProverFactory(Witness witness, int threads, Tamper? tamper) : IDigitSumVisitor<SumProver>
{
    public SumProver Create(Sum sum) => tamper?.Sum(sum, witness) ?? Honest(sum);

    public SumProver Visit<TSum>(DigitProductSum<TSum> sum)
        where TSum : IDigitSum
    {
        SiteDigits digits = witness.Digits(sum.Site);
        return sum.IsProduct
            ? new FactorProductProver(
                sum.Front, sum.Functionals.Length, digits.Size, (table, f, start, end) => digits.Apply(sum.Functionals[f], table, start, end), threads)
            : new DigitProductProver<TSum>(sum, digits, threads);
    }

    private SumProver Honest(Sum sum) => sum switch
    {
        MergeSum merge => new MergeProver(merge, witness.Tensor(merge.Tensor), threads),
        MaskSum mask => new MaskProver(mask, witness, threads),
        ContractionSum contraction => ContractionProver.Create(contraction, witness, threads),
        DigitProductSum product => product.Accept(this),
        TableSum table => Table(table),
        RowMaxSum rowMax => new RowMaxProver(rowMax, witness, threads),
        GatherSum gather => Gather(gather),
        _ => throw new InvalidOperationException($"No prover for a {sum.GetType().Name}."),
    };

    /// <summary>G(k) = Σ_x front(x)·h(x)·[index(x) = k] against the table's values.</summary>
    private ProductProver Table(TableSum sum)
    {
        IntegerTensor table = witness.Tensor(sum.Values);
        var index = new TableIndex(witness.Digits(sum.Site), sum.Functionals.AsSpan(0, sum.Window), sum.Values.Variables);
        var selection = FieldTable.Zeros(table.Info.PaddedSize);
        using FieldTable front = FieldTable.Of(sum.Front, threads);
        for (int x = 0; x < front.Length; x++)
        {
            int k = index.Of(x);
            if (k >= 0)
            {
                selection[k] += front[x];
            }
        }

        var values = FieldTable.Rent(table.Info.PaddedSize);
        table.ToField(values.Span);
        return new ProductProver(selection, values, sendFirst: true, threads);
    }

    private ProductProver Gather(GatherSum sum)
    {
        const string letters = "vcdefghi";
        TensorInfo info = sum.Table;
        var bound = new SortedDictionary<char, Point>();
        for (int axis = 1, at = 0; axis < info.Rank; at += info.AxisBits[axis], axis++)
        {
            bound[letters[axis]] = sum.Columns[at..(at + info.AxisBits[axis])];
        }

        FieldTable values = TensorFold.Fold(witness.Tensor(info), letters[..info.Rank], "v", bound, threads);
        return new ProductProver(FieldTable.Copy(sum.Gamma), values, sendFirst: false, threads);
    }
}
