using Atlas.Reference.Channels;
using Atlas.Runtime.Fields;

namespace Atlas.Reference.Sumcheck;

/// <summary>coefficient·Π tables; the factors are indices of tables.</summary>
public sealed record Term(Fr Coefficient, params int[] Factors);

/// <summary>Dense tables over the sum's variables, the most significant first, and the terms over them.</summary>
public sealed record Summand(Fr[][] Tables, params Term[] Terms);

/// <summary>
/// Where a sum ended. On the prover's end also the tables' values there, and the value that the summand should have.
/// </summary>
public sealed record End(Coordinate[] Point, Fr[] Values, Fr Target);

/// <summary>
/// claim = Σ_{x∈{0,1}^n} Σ_t k_t Π tables(x). A relation yields it; <paramref name="finish"/> is called with the end, reads the operands' values as messages and returns the
/// summand's value there.
/// </summary>
public sealed class Sum(string label, Fr claim, int[] degrees, Func<Witness, Summand> make, Func<End, Fr> finish)
{
    public string Label => label;

    public Fr Claim => claim;

    /// <summary>Degree in each variable.</summary>
    public int[] Degrees => degrees;

    public Func<Witness, Summand> Make => make;

    public Func<End, Fr> Finish => finish;

    public static int[] Same(int degree, int count) => [.. Enumerable.Repeat(degree, count)];
}

/// <summary>A member of a batch on the prover's end.</summary>
internal sealed class SumProver(Sum sum, Witness witness, int skipped)
{
    private readonly Summand _summand = sum.Make(witness);
    private readonly Fr _scale = Fr.Half.Pow(skipped);
    private Fr[] _round = [];

    public Fr Claim { get; set; } = sum.Claim;

    public Fr[] Values => [.. _summand.Tables.Select(static t => t[0])];

    public Fr Target => Claim * Fr.FromInt64(2).Pow(skipped);

    /// <summary>Coefficients of the round's polynomial; half of the claim while the sum has not begun.</summary>
    public Fr[] Round(int round)
    {
        if (round < skipped)
        {
            return _round = [Claim * Fr.Half];
        }

        var values = new Fr[sum.Degrees[round - skipped] + 1];
        int half = _summand.Tables[0].Length / 2;
        for (int t = 0; t < values.Length; t++)
        {
            Fr at = Fr.FromInt64(t);
            Fr[][] bound = [.. _summand.Tables.Select(table => Mathematics.Mle.Bind(table, at))];
            values[t] = Total(bound, half) * _scale;
        }

        _round = Mathematics.Univariate.Interpolate(values);
        // what the verifier derives, which differs from the computed one only after a lie
        Fr others = _round.Skip(2).Aggregate(_round[0] + _round[0], static (a, b) => a + b);
        _round[1] = Claim - others;
        return _round;
    }

    public void Bind(int round, Fr challenge)
    {
        Claim = Mathematics.Univariate.Horner(_round, challenge);
        for (int i = 0; round >= skipped && i < _summand.Tables.Length; i++)
        {
            _summand.Tables[i] = Mathematics.Mle.Bind(_summand.Tables[i], challenge);
        }
    }

    private Fr Total(Fr[][] tables, int size)
    {
        Fr total = Fr.Zero;
        foreach (Term term in _summand.Terms)
        {
            Fr sum = Fr.Zero;
            for (int x = 0; x < size; x++)
            {
                Fr product = Fr.One;
                foreach (int factor in term.Factors)
                {
                    product *= tables[factor][x];
                }

                sum += product;
            }

            total += term.Coefficient * sum;
        }

        return total;
    }
}
