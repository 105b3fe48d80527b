using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Atlas.Runtime.Arithmetic;

namespace Atlas.Runtime.Fields.Backends.Lanes;

/// <summary>
/// What lane arithmetic needs of a modulus, for all lanes alike, in aligned memory: an instruction takes such an operand from there at no cost,
/// and the compiler has hundreds of constants less to inline.
/// </summary>
internal struct LaneConstants<TVector>
    where TVector : unmanaged
{
    /// <summary>p, 2p and 4p, normalised.</summary>
    public LaneElements<TVector> P, TwoP, FourP;

    /// <summary>(n·p + 1)/2^29 with n = -p^-1 mod 2^29, which is below p/2 + 1.</summary>
    public LaneElements<TVector> Step;

    /// <summary>R mod p, the form of one, and R^2 mod p.</summary>
    public LaneElements<TVector> One, RSquared;

    /// <summary>The top limbs of p, 2p and 3p.</summary>
    public TVector Top1, Top2, Top3;

    /// <summary>The top limb of p, less one.</summary>
    public TVector BelowTop1;

    /// <summary>p and 2p in 64-bit words.</summary>
    public LaneWords<TVector> WordsOfP, WordsOfTwoP;

    /// <summary>-p^-1 mod 2^29.</summary>
    public TVector NegativeInverse;

    /// <summary>The constants of a modulus, in memory that is never freed: there is one set a modulus and back end.</summary>
    public static unsafe LaneConstants<TVector>* Allocate<TUnit, TModulus>()
        where TUnit : struct, IVectorUnit<TVector>
        where TModulus : struct, IModulus
    {
        var constants = (LaneConstants<TVector>*)NativeMemory.AlignedAlloc((nuint)Unsafe.SizeOf<LaneConstants<TVector>>(), Limbs.Alignment);
        var p = TModulus.P.ToBigInteger();
        var inverse = TModulus.NegativeInverse & Limbs.Mask;
        constants->P = Broadcast<TUnit>(p);
        constants->TwoP = Broadcast<TUnit>(2 * p);
        constants->FourP = Broadcast<TUnit>(4 * p);
        constants->Step = Broadcast<TUnit>(((inverse * p) + 1) >> Limbs.Bits);
        constants->One = Broadcast<TUnit>(TModulus.R.ToBigInteger());
        constants->RSquared = Broadcast<TUnit>(TModulus.RSquared.ToBigInteger());
        constants->Top1 = TUnit.Create(Top(p));
        constants->Top2 = TUnit.Create(Top(2 * p));
        constants->Top3 = TUnit.Create(Top(3 * p));
        constants->BelowTop1 = TUnit.Create(Top(p) - 1);
        constants->WordsOfP = Words<TUnit>(p);
        constants->WordsOfTwoP = Words<TUnit>(2 * p);
        constants->NegativeInverse = TUnit.Create(inverse);
        return constants;
    }

    private static ulong Top(BigInteger value) => (ulong)(value >> (Limbs.Bits * (Limbs.Count - 1)));

    private static LaneWords<TVector> Words<TUnit>(BigInteger value)
        where TUnit : struct, IVectorUnit<TVector>
    {
        var words = UInt256.FromBigInteger(value);
        return new() { W0 = TUnit.Create(words.L0), W1 = TUnit.Create(words.L1), W2 = TUnit.Create(words.L2), W3 = TUnit.Create(words.L3) };
    }

    private static LaneElements<TVector> Broadcast<TUnit>(BigInteger value)
        where TUnit : struct, IVectorUnit<TVector> => new Factor(UInt256.FromBigInteger(value)).Broadcast<TUnit, TVector>();
}
