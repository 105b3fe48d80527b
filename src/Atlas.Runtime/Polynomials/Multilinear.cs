using Atlas.Runtime.Fields;

namespace Atlas.Runtime.Polynomials;

/// <summary>Multilinear extensions given by their tables on the Boolean cube; coordinate 0 of a point belongs to the most significant index bit.</summary>
public static class Multilinear
{
    /// <summary>eq(a, b) = Π (a_i b_i + (1-a_i)(1-b_i)).</summary>
    public static Fr Eq(ReadOnlySpan<Fr> a, ReadOnlySpan<Fr> b)
    {
        if (a.Length != b.Length)
        {
            throw new ArgumentException("The points differ in length.", nameof(b));
        }

        Fr product = Fr.One;
        for (int i = 0; i < a.Length; i++)
        {
            Fr both = a[i] * b[i];
            product *= Fr.One - a[i] - b[i] + both + both;
        }

        return product;
    }

    /// <summary>eq(point, x)·scale for every x, 2^n values; one product a value.</summary>
    public static Fr[] EqTable(ReadOnlySpan<Fr> point, Fr scale)
    {
        var table = new Fr[1 << point.Length];
        EqTable(point, scale, table);
        return table;
    }

    /// <summary>The same into <paramref name="table"/>, 2^n values. From the lowest coordinate up, so that each step is one product and one subtraction over a run.</summary>
    public static void EqTable(ReadOnlySpan<Fr> point, Fr scale, Span<Fr> table)
    {
        table[0] = scale;
        for (int i = point.Length - 1, size = 1; i >= 0; i--, size *= 2)
        {
            Span<Fr> low = table[..size], high = table.Slice(size, size);
            Kernels.MultiplyScalar(high, low, point[i]);
            Kernels.Subtract(low, low, high);
        }
    }

    public static Fr[] EqTable(ReadOnlySpan<Fr> point) => EqTable(point, Fr.One);

    /// <summary>Value of the extension of <paramref name="table"/> (2^n values, left as it is) at a point of n coordinates.</summary>
    public static Fr Evaluate(ReadOnlySpan<Fr> table, ReadOnlySpan<Fr> point)
    {
        if (table.Length != 1 << point.Length)
        {
            throw new ArgumentException($"A table of {table.Length} values has no point of {point.Length} coordinates.", nameof(point));
        }

        return Kernels.InnerProduct(table, EqTable(point));
    }
}
