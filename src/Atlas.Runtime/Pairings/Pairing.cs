using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields.Tower;

namespace Atlas.Runtime.Pairings;

/// <summary>
/// The optimal ate pairing e: G1 × G2 → Fq12 of BN254 (Vercauteren, eprint 2008/096). Products of pairings share the Miller loop's squarings
/// and one final exponentiation. A pair with infinity contributes one.
/// </summary>
public static class Pairing
{
    /// <summary>e(P, Q).</summary>
    public static Fq12 Compute(in G1Affine p, in G2Affine q) => Product([(p, new G2Lines(in q))]);

    /// <summary>Π e(P_i, Q_i); one for no pairs.</summary>
    public static Fq12 Product(ReadOnlySpan<(G1Affine P, G2Lines Q)> pairs) => FinalExponentiation.Raise(MillerLoop(pairs));

    /// <summary>Is Π e(P_i, Q_i) one?</summary>
    public static bool ProductIsOne(ReadOnlySpan<(G1Affine P, G2Lines Q)> pairs) => Product(pairs).Equals(Fq12.One);

    /// <summary>Is Π e(P_i, Q_i) one? For points of G2 that are not used again; others keep their <see cref="G2Lines"/>.</summary>
    public static bool ProductIsOne(ReadOnlySpan<(G1Affine P, G2Affine Q)> pairs)
    {
        var prepared = new (G1Affine, G2Lines)[pairs.Length];
        for (var i = 0; i < pairs.Length; i++)
        {
            prepared[i] = (pairs[i].P, new G2Lines(pairs[i].Q));
        }

        return ProductIsOne(prepared);
    }

    private static Fq12 MillerLoop(ReadOnlySpan<(G1Affine P, G2Lines Q)> pairs)
    {
        var f = Fq12.One;
        var line = 0;
        foreach (var digit in G2Lines.LoopDigits)
        {
            f = f.Square();
            MultiplyByLines(ref f, pairs, line++);
            if (digit != 0)
            {
                MultiplyByLines(ref f, pairs, line++);
            }
        }

        MultiplyByLines(ref f, pairs, line++);
        MultiplyByLines(ref f, pairs, line);
        return f;
    }

    private static void MultiplyByLines(ref Fq12 f, ReadOnlySpan<(G1Affine P, G2Lines Q)> pairs, int index)
    {
        foreach (ref readonly var pair in pairs)
        {
            if (!pair.P.IsInfinity && !pair.Q.Point.IsInfinity)
            {
                var (slope, constant) = pair.Q.Lines[index];
                f = f.MultiplyByLine(pair.P.Y, slope * -pair.P.X, in constant);
            }
        }
    }
}
