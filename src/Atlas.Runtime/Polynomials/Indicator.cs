using Atlas.Runtime.Fields;

namespace Atlas.Runtime.Polynomials;

/// <summary>Multilinear extensions of comparisons, in O(bits) (docs/protocol.md §1). Points are big-endian.</summary>
public static class Indicator
{
    /// <summary>[x &lt; bound] at <paramref name="point"/>.</summary>
    public static Fr LessThan(int bound, ReadOnlySpan<Fr> point)
    {
        int bits = point.Length;
        if (bound >= 1L << bits)
        {
            return Fr.One;
        }

        Fr less = Fr.Zero, equal = Fr.One;
        for (int i = 0; i < bits; i++)
        {
            Fr one = equal * point[i];
            if (((bound >> (bits - 1 - i)) & 1) != 0)
            {
                less += equal - one;
                equal = one;
            }
            else
            {
                equal -= one;
            }
        }

        return less;
    }

    /// <summary>
    /// [row &lt; rows]·[column &lt; columns]·[column ≤ row]. The conditions share bits, so this is not the product of their extensions: one automaton reads the paired
    /// bits, lowest first. Its state says of the low parts whether row &lt; rows, column &lt; columns, column ≤ row; a higher differing bit overrides.
    /// </summary>
    public static Fr Causal(int rows, int columns, ReadOnlySpan<Fr> rowPoint, ReadOnlySpan<Fr> columnPoint)
    {
        // One leading zero bit, so that a bound that is a full power of two is seen as a bit of its own.
        int bits = Math.Max(rowPoint.Length, columnPoint.Length) + 1;
        Span<Fr> state = stackalloc Fr[8], next = stackalloc Fr[8];
        state.Clear();
        state[StateOf(false, false, true)] = Fr.One;
        for (int p = 0; p < bits; p++)
        {
            Fr row = Coordinate(rowPoint, p), column = Coordinate(columnPoint, p);
            int rowBound = (rows >> p) & 1, columnBound = (columns >> p) & 1;
            next.Clear();
            for (int s = 0; s < 8; s++)
            {
                if (state[s].IsZero)
                {
                    continue;
                }

                for (int i = 0; i < 2; i++)
                {
                    for (int j = 0; j < 2; j++)
                    {
                        int to = StateOf(
                            Below(i, rowBound, (s & 1) != 0),
                            Below(j, columnBound, (s & 2) != 0),
                            Below(j, i, (s & 4) != 0));
                        next[to] += state[s] * (i != 0 ? row : Fr.One - row) * (j != 0 ? column : Fr.One - column);
                    }
                }
            }

            next.CopyTo(state);
        }

        return state[StateOf(true, true, true)];
    }

    private static int StateOf(bool rowIn, bool columnIn, bool causal) => (rowIn ? 1 : 0) | (columnIn ? 2 : 0) | (causal ? 4 : 0);

    private static bool Below(int bit, int bound, bool soFar) => bit < bound || (bit == bound && soFar);

    /// <summary>Coordinate of bit <paramref name="position"/> from the lowest; zero above the point.</summary>
    private static Fr Coordinate(ReadOnlySpan<Fr> point, int position) => position < point.Length ? point[point.Length - 1 - position] : Fr.Zero;
}
