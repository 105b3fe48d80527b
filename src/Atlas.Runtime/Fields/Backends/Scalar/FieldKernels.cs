namespace Atlas.Runtime.Fields.Backends.Scalar;

/// <summary>One element at a time, on any machine. The other back ends use it for what is left over at the end of a span.</summary>
internal sealed class FieldKernels : IFieldKernels
{
    public void Multiply(Span<Fr> destination, ReadOnlySpan<Fr> a, ReadOnlySpan<Fr> b)
    {
        for (var i = 0; i < destination.Length; i++)
        {
            destination[i] = a[i] * b[i];
        }
    }

    public void MultiplyScalar(Span<Fr> destination, ReadOnlySpan<Fr> a, in Fr scalar)
    {
        for (var i = 0; i < destination.Length; i++)
        {
            destination[i] = a[i] * scalar;
        }
    }

    public void Add(Span<Fr> destination, ReadOnlySpan<Fr> a, ReadOnlySpan<Fr> b)
    {
        for (var i = 0; i < destination.Length; i++)
        {
            destination[i] = a[i] + b[i];
        }
    }

    public void Subtract(Span<Fr> destination, ReadOnlySpan<Fr> a, ReadOnlySpan<Fr> b)
    {
        for (var i = 0; i < destination.Length; i++)
        {
            destination[i] = a[i] - b[i];
        }
    }

    public void Fold(Span<Fr> destination, ReadOnlySpan<Fr> low, ReadOnlySpan<Fr> high, in Fr r)
    {
        for (var i = 0; i < destination.Length; i++)
        {
            destination[i] = low[i] + (r * (high[i] - low[i]));
        }
    }

    public void MultiplyAdd(Span<Fr> destination, ReadOnlySpan<Fr> a, in Fr scalar)
    {
        for (var i = 0; i < destination.Length; i++)
        {
            destination[i] += a[i] * scalar;
        }
    }

    public void FoldInterleaved(Span<Fr> destination, ReadOnlySpan<Fr> pairs, in Fr r)
    {
        for (var i = 0; i < destination.Length; i++)
        {
            destination[i] = pairs[2 * i] + (r * (pairs[(2 * i) + 1] - pairs[2 * i]));
        }
    }

    public Fr Sum(ReadOnlySpan<Fr> a)
    {
        var sum = Fr.Zero;
        foreach (ref readonly var element in a)
        {
            sum += element;
        }

        return sum;
    }

    public Fr InnerProduct(ReadOnlySpan<Fr> a, ReadOnlySpan<Fr> b)
    {
        var sum = Fr.Zero;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    public Fr InnerProduct(ReadOnlySpan<Fr> a, ReadOnlySpan<Fr> b, ReadOnlySpan<Fr> c)
    {
        var sum = Fr.Zero;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i] * c[i];
        }

        return sum;
    }

    public QuadraticRound QuadraticSums(in Halves a, in Halves b)
    {
        var (constant, leading) = (Fr.Zero, Fr.Zero);
        for (var i = 0; i < a.Count; i++)
        {
            constant += a.Low[i] * b.Low[i];
            leading += (a.High[i] - a.Low[i]) * (b.High[i] - b.Low[i]);
        }

        return new(constant, leading);
    }

    public CubicRound CubicSums(in Halves a, in Halves b, in Halves c)
    {
        var (constant, atMinusOne, leading) = (Fr.Zero, Fr.Zero, Fr.Zero);
        for (var i = 0; i < a.Count; i++)
        {
            Fr da = a.High[i] - a.Low[i], db = b.High[i] - b.Low[i], dc = c.High[i] - c.Low[i];
            constant += a.Low[i] * b.Low[i] * c.Low[i];
            atMinusOne += (a.Low[i] - da) * (b.Low[i] - db) * (c.Low[i] - dc);
            leading += da * db * dc;
        }

        return new(constant, atMinusOne, leading);
    }

    public void ProductSums(Span<Fr> sums, in FactorLines lines, int start, int count, ReadOnlySpan<Fr> weights)
    {
        for (var i = 0; i < count; i++)
        {
            for (var k = 0; k < sums.Length; k++)
            {
                var point = Fr.FromInt64(k == 0 ? 0 : k + 1);
                var product = weights.IsEmpty ? Fr.One : weights[i];
                for (var f = 0; f < lines.Count; f++)
                {
                    Fr low = lines.Low(f)[start + i], high = lines.High(f)[start + i];
                    product *= low + (point * (high - low));
                }

                sums[k] += product;
            }
        }
    }

    public Fr InnerProduct(ReadOnlySpan<Fr> a, ReadOnlySpan<long> k)
    {
        var sum = default(FrAccumulator);
        for (var i = 0; i < a.Length; i++)
        {
            sum.AddProduct(in a[i], k[i]);
        }

        return sum.Reduce();
    }

    public void CombineRows(
        Span<Fr> destination, ReadOnlySpan<Fr> weights, ReadOnlySpan<long> cells, ReadOnlySpan<int> rowOffsets, ReadOnlySpan<int> columnOffsets)
    {
        // Some columns side by side, so that a row is read in runs.
        const int block = 32;
        Span<FrAccumulator> sums = stackalloc FrAccumulator[block];
        for (var start = 0; start < destination.Length; start += block)
        {
            var columns = columnOffsets.Slice(start, Math.Min(block, destination.Length - start));
            sums.Clear();
            for (var i = 0; i < weights.Length; i++)
            {
                for (var j = 0; j < columns.Length; j++)
                {
                    sums[j].AddProduct(in weights[i], cells[rowOffsets[i] + columns[j]]);
                }
            }

            for (var j = 0; j < columns.Length; j++)
            {
                destination[start + j] = sums[j].Reduce();
            }
        }
    }
}
