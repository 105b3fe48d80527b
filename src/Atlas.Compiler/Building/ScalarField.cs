using System.Globalization;
using System.Numerics;

namespace Atlas.Compiler.Building;

/// <summary>Facts of the proof system's field that bound a plan.</summary>
internal static class ScalarField
{
    /// <summary>p, the order of BN254's scalar field.</summary>
    public static BigInteger Modulus { get; } =
        BigInteger.Parse("21888242871839275222246405745257275088548364400416034343698204186575808495617", CultureInfo.InvariantCulture);

    /// <summary>Integers that stay below p/2 in magnitude are equal if they are equal mod p.</summary>
    public static BigInteger Half { get; } = Modulus / 2;
}
