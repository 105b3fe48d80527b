using Atlas.Runtime.Fields;
using Atlas.Runtime.Lookups;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Proving;

/// <content>Advice: integers that a relation cannot compute but can check.</content>
public sealed partial class Witness
{
    /// <summary>floor(a / b).</summary>
    public void Quotient(TensorInfo output, Site site, TensorInfo a, TensorInfo b)
    {
        IntegerTensor numerators = Tensor(a), denominators = Tensor(b);
        Advise(output, site, e =>
        {
            Int128 x = numerators[e], y = denominators[e];
            return y == 0 ? 0 : (long)(x >= 0 == y > 0 || x % y == 0 ? x / y : (x / y) - 1);
        });
    }

    /// <summary>floor(sqrt(constant / q)).</summary>
    public void InverseSquareRoot(TensorInfo output, Site site, TensorInfo q, Int128 constant)
    {
        IntegerTensor divisors = Tensor(q);
        Advise(output, site, e => divisors[e] <= 0 ? 0 : SquareRoot((UInt128)(constant / divisors[e])));
    }

    /// <summary>The lowest column that attains the row's maximum over the region's valid columns.</summary>
    public void ArgMax(TensorInfo output, Site site, TensorInfo x, TensorInfo region)
    {
        IntegerTensor values = Tensor(x);
        var columns = new long[site.Shape.PaddedSize];
        int bits = region.AxisBits[^1];
        int[][] strides = [RowCursor.StridesOf(region)];
        OverRows(region, (start, end) =>
        {
            var rows = new RowCursor(region, strides, start, end);
            while (rows.MoveNext())
            {
                int first = rows.Base(0), best = first;
                for (int e = first + 1; e < first + rows.Columns; e++)
                {
                    best = values[e] > values[best] ? e : best;
                }

                columns[first >> bits] = best - first;
            }
        });
        Advise(output, site, row => columns[row]);
    }

    /// <summary>x at the column that the index site holds.</summary>
    public void RowMax(TensorInfo output, TensorInfo x, TensorInfo region, Site indexSite)
    {
        IntegerTensor values = Tensor(x);
        SiteDigits digits = Digits(indexSite);
        int bits = region.AxisBits[^1];
        var result = new Int128[output.PaddedSize];
        foreach (int row in indexSite.Shape.ValidCells())
        {
            int column = 0;
            for (int c = 0; c < indexSite.Count; c++)
            {
                column |= (digits[c][row] & (Site.K - 1)) << indexSite.Offsets[c];
            }

            result[row] = values[(row << bits) | (column & ((1 << bits) - 1))];
        }

        Set(output, result);
    }

    private void Advise(TensorInfo output, Site site, Func<int, long> advice)
    {
        var values = _memory.Cells(output.PaddedSize);
        foreach (int e in site.Shape.ValidCells())
        {
            values[e] = advice(e);
        }

        _tamper?.Advice(site.Id, values);
        Encode(site, values);
        if (_tamper is null)
        {
            Set(output, values);
        }
        else
        {
            SetFromDigits(output, site, DigitFunctional.Output(site, Fr.One, Fr.Zero), site.BetaOut);
        }
    }

    /// <summary>floor(sqrt(value)): Newton's iteration from an estimate in double precision.</summary>
    private static long SquareRoot(UInt128 value)
    {
        var root = (UInt128)Math.Sqrt((double)value);
        while (root * root > value)
        {
            root = (root + (value / root)) / 2;
        }

        while ((root + 1) * (root + 1) <= value)
        {
            root++;
        }

        return (long)root;
    }
}
