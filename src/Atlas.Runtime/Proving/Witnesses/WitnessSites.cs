using Atlas.Runtime.Lookups;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Proving;

/// <content>Sites whose output is linear in their digits.</content>
public sealed partial class Witness
{
    /// <summary>Writes acc + β in digits; out = floor((acc + half) / 2^S), half only if the site rounds. With S = 0 a range constraint.</summary>
    public void Requantise(TensorInfo output, Site site, TensorInfo accumulator)
    {
        long[] values = Accumulated(accumulator);
        Encode(site, values);
        if (_tamper is not null)
        {
            SetFromDigits(output, site, DigitFunctional.Output(site, Fields.Fr.One, Fields.Fr.Zero), site.BetaOut);
            return;
        }

        var result = _memory.Cells(output.PaddedSize);
        int[][] strides = [RowCursor.StridesOf(site.Shape)];
        (long beta, long betaOut, int shift) = (site.Beta, site.BetaOut, site.Shift);
        OverRows(site.Shape, (start, end) =>
        {
            var rows = new RowCursor(site.Shape, strides, start, end);
            while (rows.MoveNext())
            {
                for (int e = rows.Base(0), last = e + rows.Columns; e < last; e++)
                {
                    result[e] = ((values[e] + beta) >> shift) - betaOut;
                }
            }
        });
        Set(output, result);
    }

    /// <summary>Writes acc + β in digits; out = Σ U(c, d_c) - offset on valid elements (comparisons).</summary>
    public void DigitSite(TensorInfo output, Site site, TensorInfo accumulator, DigitFunctional functional, long offset)
    {
        Encode(site, Accumulated(accumulator));
        SetFromDigits(output, site, functional, offset);
    }

    /// <summary>A site's accumulator: it fits 64 bits, unless what led to it was a lie.</summary>
    private long[] Accumulated(TensorInfo accumulator)
    {
        IntegerTensor tensor = Tensor(accumulator);
        return tensor.IsNarrow || _tamper is null
            ? tensor.Array
            : [.. Enumerable.Range(0, accumulator.PaddedSize).Select(cell => unchecked((long)tensor[cell]))];
    }

    /// <summary>Splits integers, a padded table, into the site's digits.</summary>
    private void Encode(Site site, long[] values)
    {
        var digits = new SiteDigits(site, _memory.Digits(site.Count * site.Shape.PaddedSize));
        ulong capacity = site.Capacity;
        long beta = site.Beta;
        int[][] strides = [RowCursor.StridesOf(site.Shape)];
        OverRows(site.Shape, (start, end) =>
        {
            var rows = new RowCursor(site.Shape, strides, start, end);
            while (rows.MoveNext())
            {
                int first = rows.Base(0), last = first + rows.Columns;
                for (int e = first; e < last && _tamper is null; e++)
                {
                    if ((ulong)(values[e] + beta) >= capacity)
                    {
                        throw new InvalidOperationException($"The integer {values[e]} of {site.Label} at cell {e} leaves the interval that was proven for it.");
                    }
                }

                site.Encode(values, digits.All, first, last);
            }
        });
        _tamper?.Digits(site.Id, digits.All, digits.Size);
        _digits.Add(site.Id, digits);
    }

    private void SetFromDigits(TensorInfo output, Site site, DigitFunctional functional, long offset)
    {
        SiteDigits digits = Digits(site);
        long[] table = FieldIntegers.Table(functional);
        var result = _memory.Cells(output.PaddedSize);
        int[][] strides = [RowCursor.StridesOf(site.Shape)];
        var rows = new RowCursor(site.Shape, strides, 0, RowCursor.RowsOf(site.Shape));
        while (rows.MoveNext())
        {
            result.AsSpan(rows.Base(0), rows.Columns).Fill(-offset);
        }

        for (int c = functional.FirstDigit; c < functional.EndDigit; c++)
        {
            ReadOnlySpan<byte> row = digits[c];
            for (int e = 0; e < result.Length; e++)
            {
                if (SiteDigits.IsDigit(row[e]))
                {
                    result[e] += table[(c * Site.K) + row[e]];
                }
            }
        }

        Set(output, result);
    }
}
