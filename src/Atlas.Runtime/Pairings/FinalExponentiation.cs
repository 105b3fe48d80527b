using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields.Tower;

namespace Atlas.Runtime.Pairings;

/// <summary>
/// f^(c·(q^12 - 1)/r), c = 2u(6u² + 3u + 1), which is coprime to r: the pairing's value is the one that arkworks, noble and others give.
/// </summary>
internal static class FinalExponentiation
{
    /// <summary>Unit of the target group exactly where the Miller value's class is trivial.</summary>
    /// <exception cref="InvalidOperationException">f is zero, which no Miller loop returns.</exception>
    public static Fq12 Raise(in Fq12 f) => RaiseHard(RaiseEasy(in f));

    /// <summary>f^((q^6 - 1)(q^2 + 1)), after which inverses are conjugates, and squares are cyclotomic.</summary>
    private static Fq12 RaiseEasy(in Fq12 f)
    {
        var g = f.Conjugate() * f.Invert();
        return g.Frobenius().Frobenius() * g;
    }

    /// <summary>
    /// f^(λ0 + λ1·q + λ2·q² + λ3·q³) with λ0 = 1+6u+12u²+12u³, λ1 = 4u+6u²+12u³, λ2 = 6u+6u²+12u³, λ3 = λ1 - 1: a multiple of
    /// (q^4 - q^2 + 1)/r (Fuentes-Castaneda, Knapp, Rodriguez-Henriquez, SAC 2011).
    /// </summary>
    private static Fq12 RaiseHard(in Fq12 f)
    {
        var f2u = PowU(in f).CyclotomicSquare();
        var f6u = f2u.CyclotomicSquare() * f2u;
        var f6uu = PowU(in f6u);
        var f12uuu = PowU(f6uu.CyclotomicSquare());
        var lambda2 = f12uuu * f6uu * f6u;
        var lambda1 = lambda2 * f2u.Conjugate();
        var lambda0 = lambda2 * f6uu * f;
        var lambda3 = lambda1 * f.Conjugate();

        // Horner in the Frobenius map.
        return ((((lambda3.Frobenius() * lambda2).Frobenius()) * lambda1).Frobenius()) * lambda0;
    }

    /// <summary>f^u for an element of the cyclotomic subgroup.</summary>
    private static Fq12 PowU(in Fq12 f)
    {
        var result = f;
        for (var bit = 61; bit >= 0; bit--)
        {
            result = result.CyclotomicSquare();
            if (((CurveConstants.U >> bit) & 1) != 0)
            {
                result *= f;
            }
        }

        return result;
    }
}
