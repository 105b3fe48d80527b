using Atlas.Runtime.Fields;

namespace Atlas.Reference.Mathematics;

/// <summary>Multilinear extensions of dense tables; coordinate 0 of a point belongs to the most significant index bit (docs/protocol.md §1).</summary>
public static class Mle
{
    /// <summary>The Boolean point of an index.</summary>
    public static Fr[] IndexPoint(int index, int bits)
    {
        var point = new Fr[bits];
        for (int i = 0; i < bits; i++)
        {
            point[i] = ((index >> (bits - 1 - i)) & 1) != 0 ? Fr.One : Fr.Zero;
        }

        return point;
    }

    /// <summary>eq(r, x) for every x of the Boolean cube.</summary>
    public static Fr[] EqTable(IReadOnlyList<Fr> r)
    {
        Fr[] table = [Fr.One];
        foreach (Fr coordinate in r)
        {
            var next = new Fr[2 * table.Length];
            for (int x = 0; x < table.Length; x++)
            {
                next[2 * x] = table[x] * (Fr.One - coordinate);
                next[(2 * x) + 1] = table[x] * coordinate;
            }

            table = next;
        }

        return table;
    }

    /// <summary>eq(r, x) = Π (r_i x_i + (1-r_i)(1-x_i)).</summary>
    public static Fr Eq(IReadOnlyList<Fr> r, IReadOnlyList<Fr> x)
    {
        if (r.Count != x.Count)
        {
            throw new ArgumentException($"Points of {r.Count} and {x.Count} coordinates.", nameof(x));
        }

        Fr product = Fr.One;
        for (int i = 0; i < r.Count; i++)
        {
            product *= (r[i] * x[i]) + ((Fr.One - r[i]) * (Fr.One - x[i]));
        }

        return product;
    }

    /// <summary>Binds the most significant variable to <paramref name="r"/>.</summary>
    public static Fr[] Bind(Fr[] table, Fr r)
    {
        int half = table.Length / 2;
        var bound = new Fr[half];
        for (int i = 0; i < half; i++)
        {
            bound[i] = table[i] + (r * (table[half + i] - table[i]));
        }

        return bound;
    }

    /// <summary>Value at a point, variable by variable.</summary>
    public static Fr Evaluate(Fr[] table, IReadOnlyList<Fr> point)
    {
        if (table.Length != 1 << point.Count)
        {
            throw new ArgumentException($"A table of {table.Length} values, a point of {point.Count} coordinates.", nameof(point));
        }

        foreach (Fr r in point)
        {
            table = Bind(table, r);
        }

        return table[0];
    }
}
