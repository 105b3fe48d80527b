using Atlas.Runtime.Arithmetic;
using Atlas.Runtime.Fields.Backends.Avx512;

namespace Atlas.Runtime.Fields;

/// <summary>Square roots in Fq, where q = 3 mod 4: a root of a square x is x^((q+1)/4).</summary>
internal static class SquareRoots
{
    private static readonly UInt256 Exponent = UInt256.FromBigInteger((Fq.Modulus + 1) / 4);

    /// <summary>Replaces every element by what is its root if it has one: the caller squares it to see.</summary>
    public static void Candidates(Span<Fq> values)
    {
        var whole = 0;
        if (VectorBackend.Current.IsAvx512)
        {
            whole = values.Length & ~(Lanes.Count - 1);
            LanePower.Raise(values[..whole], in Exponent);
        }

        foreach (ref var value in values[whole..])
        {
            value = value.Power(in Exponent);
        }
    }
}
