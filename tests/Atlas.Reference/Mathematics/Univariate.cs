using System.Collections.Concurrent;
using Atlas.Runtime.Fields;

namespace Atlas.Reference.Mathematics;

/// <summary>Polynomials in one variable by their coefficients, constant first.</summary>
public static class Univariate
{
    private static readonly ConcurrentDictionary<int, Fr[][]> Bases = [];

    public static Fr Horner(IReadOnlyList<Fr> coefficients, Fr x)
    {
        Fr value = Fr.Zero;
        for (int i = coefficients.Count - 1; i >= 0; i--)
        {
            value = (value * x) + coefficients[i];
        }

        return value;
    }

    /// <summary>The polynomial of degree &lt; n through n points, by Lagrange's formula.</summary>
    public static Fr[] Interpolate(IReadOnlyList<Fr> xs, IReadOnlyList<Fr> ys)
    {
        var sum = new Fr[xs.Count];
        for (int i = 0; i < xs.Count; i++)
        {
            Fr[] basis = [Fr.One];
            Fr denominator = Fr.One;
            for (int j = 0; j < xs.Count; j++)
            {
                if (j != i)
                {
                    basis = TimesLinear(basis, xs[j]);
                    denominator *= xs[i] - xs[j];
                }
            }

            Fr scale = ys[i] * denominator.Invert();
            for (int k = 0; k < sum.Length; k++)
            {
                sum[k] += scale * basis[k];
            }
        }

        return sum;
    }

    /// <summary>Through (0, ys[0]), (1, ys[1]), …</summary>
    public static Fr[] Interpolate(Fr[] ys)
    {
        Fr[][] basis = Bases.GetOrAdd(ys.Length, Basis);
        return [.. ys.Select((_, k) => ys.Zip(basis, (y, polynomial) => y * polynomial[k]).Aggregate(Fr.Zero, static (a, b) => a + b))];
    }

    /// <summary>Quotient by X - root; the remainder is dropped.</summary>
    public static Fr[] Divide(IReadOnlyList<Fr> polynomial, Fr root)
    {
        var quotient = new Fr[Math.Max(0, polynomial.Count - 1)];
        Fr carry = Fr.Zero;
        for (int i = polynomial.Count - 1; i > 0; i--)
        {
            carry = polynomial[i] + (carry * root);
            quotient[i - 1] = carry;
        }

        return quotient;
    }

    /// <summary>Lagrange's polynomials on 0, 1, …, n - 1.</summary>
    private static Fr[][] Basis(int n)
    {
        Fr[] xs = [.. Enumerable.Range(0, n).Select(static i => Fr.FromInt64(i))];
        return [.. Enumerable.Range(0, n).Select(i => Interpolate(xs, [.. xs.Select((_, j) => j == i ? Fr.One : Fr.Zero)]))];
    }

    private static Fr[] TimesLinear(Fr[] polynomial, Fr root)
    {
        var product = new Fr[polynomial.Length + 1];
        for (int k = 0; k < polynomial.Length; k++)
        {
            product[k + 1] += polynomial[k];
            product[k] -= root * polynomial[k];
        }

        return product;
    }
}
