using System.Security.Cryptography;
using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;
using Atlas.Runtime.MultiScalar;
using Atlas.Runtime.Pairings;

namespace Atlas.Runtime.Commitments;

/// <summary>Are points of G1 the powers of the τ of [τ]_2?</summary>
internal static class SrsCheck
{
    /// <summary>
    /// True where powers[0] is the generator and e(Σ ρ_i·powers[i+1], [1]_2) = e(Σ ρ_i·powers[i], [τ]_2) for random ρ_i: a wrong string passes
    /// with probability 1/r. Points are already known to be in their groups.
    /// </summary>
    public static bool PowersAreConsistent(ReadOnlySpan<G1Affine> powers, in G2Affine tauG2)
    {
        if (powers.IsEmpty || powers[0] != G1Affine.Generator)
        {
            return false;
        }

        var coefficients = new Fr[powers.Length - 1];
        Span<byte> bytes = stackalloc byte[2 * Fr.Bytes];
        for (var i = 0; i < coefficients.Length; i++)
        {
            RandomNumberGenerator.Fill(bytes);
            coefficients[i] = Fr.FromWide(bytes);
        }

        var shifted = Msm.Compute(powers[1..], coefficients);
        var straight = Msm.Compute(powers, coefficients);
        return Pairing.ProductIsOne([(shifted, G2Lines.Generator), (-straight, new G2Lines(in tauG2))]);
    }
}
