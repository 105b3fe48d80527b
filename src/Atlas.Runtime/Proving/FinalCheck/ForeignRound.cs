using Atlas.Runtime.Fields;

namespace Atlas.Runtime.Proving;

/// <summary>
/// A round on a variable above a polynomial's own, where polynomial and weights are zero at one: (1-X)²·linear + (1-X)³·square (docs/protocol.md §7).
/// </summary>
internal static class ForeignRound
{
    /// <param name="linear">L - B: the linear part with booleanity's -P.</param>
    /// <param name="square">Q: booleanity's P².</param>
    /// <param name="coefficients">Receives the sum.</param>
    public static void Add(Fr linear, Fr square, Span<Fr> coefficients)
    {
        coefficients[0] += linear + square;
        coefficients[1] -= linear.Double() + square.Double() + square;
        coefficients[2] += linear + square.Double() + square;
        coefficients[3] -= square;
    }
}
