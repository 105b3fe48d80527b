using Atlas.Runtime.Fields;
using Atlas.Runtime.Lookups;
using Atlas.Runtime.Platform;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Proving;

/// <content>Gates, tables and gathers.</content>
public sealed partial class Witness
{
    /// <summary>Writes acc + β in digits; out = Σ_t k_t·Π U (ReLU, absolute value, clamp).</summary>
    public void Gate<TSum>(TensorInfo output, Site site, TensorInfo accumulator)
        where TSum : IDigitSum
    {
        Encode(site, Accumulated(accumulator));
        SiteDigits digits = Digits(site);
        DigitFunctional[] functionals = TSum.Functionals(site);
        var result = _memory.Cells(output.PaddedSize);
        OverCells(result.Length, (start, end) =>
        {
            Span<Fr> factors = stackalloc Fr[functionals.Length];
            for (int e = start; e < end; e++)
            {
                for (int i = 0; i < factors.Length; i++)
                {
                    factors[i] = digits.Apply(functionals[i], e);
                }

                result[e] = FieldIntegers.ToInt64(TSum.Evaluate(factors, Fr.One));
            }
        });
        Set(output, result);
    }

    /// <summary>Writes acc + β in digits; out = values[index] in the table's window, the tails outside of it.</summary>
    public void Table<TSum>(TensorInfo output, Site site, TensorInfo accumulator, TensorInfo values)
        where TSum : ITableSum
    {
        Encode(site, Accumulated(accumulator));
        SiteDigits digits = Digits(site);
        DigitFunctional[] functionals = TSum.Functionals(site);
        var entries = new int[output.PaddedSize];
        IntegerTensor table = Tensor(values);
        var result = _memory.Cells(output.PaddedSize);
        OverCells(result.Length, (start, end) =>
        {
            TableIndex.Write(digits, functionals.AsSpan(0, TSum.WindowFactors), values.Variables, entries, start, end);
            Span<Fr> factors = stackalloc Fr[functionals.Length];
            for (int e = start; e < end; e++)
            {
                int k = entries[e];
                if (k >= 0)
                {
                    result[e] = table.Cells[k];
                }
                else if (k == TableIndex.Tail && TSum.HasTails)
                {
                    for (int i = 0; i < factors.Length; i++)
                    {
                        factors[i] = digits.Apply(functionals[i], e);
                    }

                    result[e] = FieldIntegers.ToInt64(TSum.Tails(factors));
                }
            }
        });
        _entries.Add(site.Id, entries);
        Set(output, result);
    }

    /// <summary>out[rows, columns] = table[indices[rows], columns].</summary>
    public void Gather(TensorInfo output, TensorInfo indices, TensorInfo table)
    {
        IntegerTensor values = Tensor(table);
        ReadOnlySpan<long> index = Tensor(indices).Cells;
        int columns = output.PaddedSize / indices.PaddedSize;
        var result = _memory.Cells(output.PaddedSize);
        foreach (int row in indices.Box())
        {
            values.Cells.Slice(checked((int)index[row] * columns), columns).CopyTo(result.AsSpan(row * columns));
        }

        Set(output, result);
    }

    private void OverCells(int count, Action<int, int> body) =>
        StaticPartition.For(count < 1 << 10 ? 1 : _threads, count, (start, end, _) => body(start, end));
}
