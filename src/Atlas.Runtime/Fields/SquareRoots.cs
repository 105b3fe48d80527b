using Atlas.Runtime.Arithmetic;

namespace Atlas.Runtime.Fields;

/// <summary>Square roots in Fq, where q = 3 mod 4: a root of a square x is x^((q+1)/4).</summary>
internal static class SquareRoots
{
    private static readonly UInt256 Exponent = UInt256.FromBigInteger((Fq.Modulus + 1) / 4);

    /// <summary>Replaces every element by what is its root if it has one: the caller squares it to see.</summary>
    public static void Candidates(Span<Fq> values) => VectorBackend.Current.Power.Raise(values, in Exponent);
}
