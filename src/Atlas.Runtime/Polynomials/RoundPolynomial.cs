using Atlas.Runtime.Fields;

namespace Atlas.Runtime.Polynomials;

/// <summary>A sumcheck round polynomial: sent as its coefficients, constant first, without the linear one, which g(0) + g(1) = claim determines.</summary>
public static class RoundPolynomial
{
    /// <summary>Value at <paramref name="x"/> of the polynomial of which <paramref name="sent"/> holds c_0, c_2, c_3, … and g(0) + g(1) = <paramref name="claim"/>.</summary>
    public static Fr Evaluate(ReadOnlySpan<Fr> sent, Fr claim, Fr x)
    {
        Fr linear = claim - sent[0];
        foreach (Fr coefficient in sent)
        {
            linear -= coefficient;
        }

        Fr value = Fr.Zero;
        for (int i = sent.Length - 1; i > 0; i--)
        {
            value = (value + sent[i]) * x;
        }

        return (value + linear) * x + sent[0];
    }

    /// <summary>Value at <paramref name="x"/> of the polynomial with these coefficients, constant first.</summary>
    public static Fr Horner(ReadOnlySpan<Fr> coefficients, Fr x)
    {
        Fr value = Fr.Zero;
        for (int i = coefficients.Length - 1; i >= 0; i--)
        {
            value = (value * x) + coefficients[i];
        }

        return value;
    }

    /// <summary>Coefficients, constant first, of the polynomial of degree &lt; values.Length with f(i) = values[i].</summary>
    public static Fr[] Interpolate(ReadOnlySpan<Fr> values)
    {
        // Newton's divided differences on 0, 1, 2, …, then expansion.
        int n = values.Length;
        Fr[] divided = values.ToArray();
        for (int order = 1; order < n; order++)
        {
            Fr inverse = Inverses.Of(order);
            for (int i = n - 1; i >= order; i--)
            {
                divided[i] = (divided[i] - divided[i - 1]) * inverse;
            }
        }

        var coefficients = new Fr[n];
        for (int i = n - 1; i >= 0; i--)
        {
            Fr node = Fr.FromInt64(i);
            for (int k = n - 1; k > 0; k--)
            {
                coefficients[k] = coefficients[k - 1] - node * coefficients[k];
            }

            coefficients[0] = divided[i] - node * coefficients[0];
        }

        return coefficients;
    }

    private static class Inverses
    {
        private static readonly Fr[] Table = Build();

        public static Fr Of(int order) => order < Table.Length ? Table[order] : Fr.FromInt64(order).Invert();

        private static Fr[] Build()
        {
            var table = new Fr[64];
            for (int i = 1; i < table.Length; i++)
            {
                table[i] = Fr.FromInt64(i).Invert();
            }

            return table;
        }
    }
}
