using Atlas.Runtime.Fields;
using Atlas.Runtime.Lookups;
using Atlas.Runtime.Platform;
using Atlas.Runtime.Sumcheck;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Proving;

/// <summary>Makes the prover's side of each kind of sum from the witness.</summary>
internal sealed class SumProverFactory(Witness witness, int threads, Tamper? tamper) : IDigitSumVisitor<SumProver>
{
    /// <summary>Elements below which a second thread is not worth its table.</summary>
    private const int ParallelElements = 1 << 12;

    public SumProver Create(Sum sum) => tamper?.Sum(sum, witness) ?? Honest(sum);

    public SumProver Visit<TSum>(DigitProductSum<TSum> sum)
        where TSum : IDigitSum
    {
        SiteDigits digits = witness.Digits(sum.Site);
        return sum.IsProduct
            ? new FactorProductProver(
                sum.Front, free: 0, sum.Functionals.Length, (table, f, start, end) => digits.Apply(sum.Functionals[f], table, start, end), threads)
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
        var values = FieldTable.Rent(table.Info.PaddedSize);
        table.ToField(values.Span);
        return new ProductProver(Selection(sum), values, sendFirst: true, threads);
    }

    /// <summary>Each thread sums its elements into a table of its own.</summary>
    private FieldTable Selection(TableSum sum)
    {
        using FieldTable front = FieldTable.Of(sum.Front, threads);
        int elements = sum.Site.Shape.PaddedSize, workers = elements < ParallelElements ? 1 : threads;
        var parts = new FieldTable?[workers];
        StaticPartition.For(workers, elements, (start, end, worker) =>
        {
            FieldTable own = parts[worker] = FieldTable.Zeros(sum.Values.PaddedSize);
            ReadOnlySpan<int> entries = witness.Entries(sum.Site);
            Span<Fr> selection = own.Span;
            for (int x = start; x < end; x++)
            {
                if (entries[x] >= 0)
                {
                    selection[entries[x]] += front[x];
                }
            }
        });
        FieldTable total = parts[0]!;
        for (int i = 1; i < workers; i++)
        {
            if (parts[i] is { } part)
            {
                Kernels.Add(total.Span, total.Span, part.Span);
                part.Dispose();
            }
        }

        return total;
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
