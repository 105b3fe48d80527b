using System.Runtime.CompilerServices;

namespace Atlas.Runtime.Fields.Backends.Lanes;

/// <summary>Sums and differences from memory to memory: canonical elements stay four words, and are not cut into limbs.</summary>
internal abstract unsafe partial class LaneArithmetic<TUnit, TVector, TModulus>
{
    /// <summary>destination = a + b mod p, of consecutive canonical elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static void AddWords(ref readonly byte a, ref readonly byte b, ref byte destination)
    {
        var constants = Constants;
        TUnit.LoadWords(in a, out var a0, out var a1, out var a2, out var a3);
        TUnit.LoadWords(in b, out var b0, out var b1, out var b2, out var b3);
        var s0 = TUnit.Add(a0, b0);
        var s1 = TUnit.AddCarryOut(TUnit.Add(a1, b1), a0, b0, s0);
        var s2 = TUnit.AddCarryOut(TUnit.Add(a2, b2), a1, b1, s1);
        var s3 = TUnit.AddCarryOut(TUnit.Add(a3, b3), a2, b2, s2);
        var d0 = TUnit.Subtract(s0, constants->Word0);
        var d1 = TUnit.SubtractBorrowOut(TUnit.Subtract(s1, constants->Word1), s0, constants->Word0, d0);
        var d2 = TUnit.SubtractBorrowOut(TUnit.Subtract(s2, constants->Word2), s1, constants->Word1, d1);
        var d3 = TUnit.SubtractBorrowOut(TUnit.Subtract(s3, constants->Word3), s2, constants->Word2, d2);

        // Twice p is below 2^255, so the top bit is the difference's sign.
        var isBelow = TUnit.SignMask(d3);
        TUnit.StoreWords(
            ref destination,
            TUnit.Select(isBelow, d0, s0), TUnit.Select(isBelow, d1, s1), TUnit.Select(isBelow, d2, s2), TUnit.Select(isBelow, d3, s3));
    }

    /// <summary>destination = a - b mod p, of consecutive canonical elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static void SubtractWords(ref readonly byte a, ref readonly byte b, ref byte destination)
    {
        var constants = Constants;
        TUnit.LoadWords(in a, out var a0, out var a1, out var a2, out var a3);
        TUnit.LoadWords(in b, out var b0, out var b1, out var b2, out var b3);
        var d0 = TUnit.Subtract(a0, b0);
        var d1 = TUnit.SubtractBorrowOut(TUnit.Subtract(a1, b1), a0, b0, d0);
        var d2 = TUnit.SubtractBorrowOut(TUnit.Subtract(a2, b2), a1, b1, d1);
        var d3 = TUnit.SubtractBorrowOut(TUnit.Subtract(a3, b3), a2, b2, d2);
        var isNegative = TUnit.SignMask(d3);
        var p0 = TUnit.And(constants->Word0, isNegative);
        var p1 = TUnit.And(constants->Word1, isNegative);
        var p2 = TUnit.And(constants->Word2, isNegative);
        var r0 = TUnit.Add(d0, p0);
        var r1 = TUnit.AddCarryOut(TUnit.Add(d1, p1), d0, p0, r0);
        var r2 = TUnit.AddCarryOut(TUnit.Add(d2, p2), d1, p1, r1);
        var r3 = TUnit.AddCarryOut(TUnit.Add(d3, TUnit.And(constants->Word3, isNegative)), d2, p2, r2);
        TUnit.StoreWords(ref destination, r0, r1, r2, r3);
    }
}
