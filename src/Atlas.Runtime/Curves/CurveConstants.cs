using System.Globalization;
using System.Numerics;
using Atlas.Runtime.Fields;
using Atlas.Runtime.Fields.Tower;

namespace Atlas.Runtime.Curves;

/// <summary>Points that are given by their coordinates. Tests check that they are in their groups.</summary>
internal static class CurveConstants
{
    /// <summary>The parameter of the curve: q and r are polynomials in it.</summary>
    public const ulong U = 4965661367192848881;

    /// <summary>The generator of G2 that EIP-197 and every BN254 library use.</summary>
    public static G2Affine G2Generator() => new(
        Coordinate("1800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed", "198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c2"),
        Coordinate("12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daa", "090689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975b"));

    /// <summary>c0 + c1·u from big-endian hexadecimal.</summary>
    public static Fq2 Coordinate(string c0, string c1) => new(Parse(c0), Parse(c1));

    private static Fq Parse(string hexadecimal) =>
        Fq.FromBigInteger(BigInteger.Parse("0" + hexadecimal, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
}
