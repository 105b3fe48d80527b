using Atlas.Runtime.Fields;
using Atlas.Runtime.Polynomials;

namespace Atlas.Runtime.Sumcheck;

/// <summary>The rounds of a sumcheck on either end (Lund, Fortnow, Karloff, Nisan; Thaler, Proofs, Arguments, and Zero-Knowledge, §4).</summary>
public static class SumcheckRounds
{
    public static (Point Point, Fr Final) Run(Channel channel, string label, Fr claim, int rounds, Func<int, int> degree, IRoundProver? prover)
    {
        var challenges = new Fr[rounds];
        int serial = channel.NextSerial;
        for (int i = 0; i < rounds; i++)
        {
            int round = i, sent = degree(i);
            Fr[] polynomial = channel.Message($"{label}.round", sent, prover is null ? null : () => WithoutLinear(prover.Round(round), sent));
            challenges[i] = channel.Challenge();
            claim = RoundPolynomial.Evaluate(polynomial, claim, challenges[i]);
            prover?.Bind(i, challenges[i], claim);
        }

        channel.Rounds += rounds;
        return (Point.OfChallenges(challenges, serial), claim);
    }

    private static Fr[] WithoutLinear(Fr[] coefficients, int degree)
    {
        var sent = new Fr[degree];
        sent[0] = coefficients[0];
        for (int k = 2; k < coefficients.Length; k++)
        {
            sent[k - 1] = coefficients[k];
        }

        return sent;
    }
}
