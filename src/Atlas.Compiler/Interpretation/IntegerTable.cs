using System.Numerics;

namespace Atlas.Compiler.Interpretation;

/// <summary>The padded table of a tensor's integers: 64 bits where its interval fits, big integers otherwise.</summary>
public sealed class IntegerTable
{
    private readonly long[]? small;
    private readonly BigInteger[]? big;

    internal IntegerTable(int size, bool isBig)
    {
        small = isBig ? null : new long[size];
        big = isBig ? new BigInteger[size] : null;
    }

    public int Length => small?.Length ?? big!.Length;

    internal long[]? Small => small;

    public BigInteger this[int cell]
    {
        get => small is null ? big![cell] : small[cell];
        internal set
        {
            if (small is null)
            {
                big![cell] = value;
            }
            else
            {
                small[cell] = (long)value;
            }
        }
    }
}
