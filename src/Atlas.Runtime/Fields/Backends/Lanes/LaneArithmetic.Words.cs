using System.Runtime.CompilerServices;

namespace Atlas.Runtime.Fields.Backends.Lanes;

/// <summary>Arithmetic on the words of memory: sums and differences of canonical elements, and the last reduction before storing.</summary>
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
        SubtractWhereNotBelow(in constants->WordsOfP, ref s0, ref s1, ref s2, ref s3);
        TUnit.StoreWords(ref destination, s0, s1, s2, s3);
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
        var p0 = TUnit.And(constants->WordsOfP.W0, isNegative);
        var p1 = TUnit.And(constants->WordsOfP.W1, isNegative);
        var p2 = TUnit.And(constants->WordsOfP.W2, isNegative);
        var r0 = TUnit.Add(d0, p0);
        var r1 = TUnit.AddCarryOut(TUnit.Add(d1, p1), d0, p0, r0);
        var r2 = TUnit.AddCarryOut(TUnit.Add(d2, p2), d1, p1, r1);
        var r3 = TUnit.AddCarryOut(TUnit.Add(d3, TUnit.And(constants->WordsOfP.W3, isNegative)), d2, p2, r2);
        TUnit.StoreWords(ref destination, r0, r1, r2, r3);
    }

    /// <summary>Stores normalised elements below 2p modulo p, where <see cref="Load"/> would find them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static void StoreBelowTwoP(in LaneElements<TVector> lanes, ref byte destination)
    {
        CheckBelow(2, in lanes);
        Join(in lanes, out var w0, out var w1, out var w2, out var w3);
        SubtractWhereNotBelow(in Constants->WordsOfP, ref w0, ref w1, ref w2, ref w3);
        TUnit.StoreWords(ref destination, w0, w1, w2, w3);
    }

    /// <summary>Stores normalised elements below 4p modulo p, where <see cref="Load"/> would find them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static void StoreBelowFourP(in LaneElements<TVector> lanes, ref byte destination)
    {
        ReduceToWords(in lanes, out var w0, out var w1, out var w2, out var w3);
        TUnit.StoreWords(ref destination, w0, w1, w2, w3);
    }

    /// <summary>Stores normalised elements below 4p modulo p, where <see cref="Gather"/> would find them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static void ScatterBelowFourP(in LaneElements<TVector> lanes, ref byte destination, nuint* offsets)
    {
        ReduceToWords(in lanes, out var w0, out var w1, out var w2, out var w3);
        TUnit.ScatterWords(ref destination, offsets, w0, w1, w2, w3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ReduceToWords(in LaneElements<TVector> lanes, out TVector w0, out TVector w1, out TVector w2, out TVector w3)
    {
        CheckBelow(4, in lanes);
        Join(in lanes, out w0, out w1, out w2, out w3);
        SubtractWhereNotBelow(in Constants->WordsOfTwoP, ref w0, ref w1, ref w2, ref w3);
        SubtractWhereNotBelow(in Constants->WordsOfP, ref w0, ref w1, ref w2, ref w3);
    }

    /// <summary>w mod m for w below 2m, where m, p or 2p, is below 2^255: so the top bit is the difference's sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SubtractWhereNotBelow(in LaneWords<TVector> m, ref TVector w0, ref TVector w1, ref TVector w2, ref TVector w3)
    {
        var d0 = TUnit.Subtract(w0, m.W0);
        var d1 = TUnit.SubtractBorrowOut(TUnit.Subtract(w1, m.W1), w0, m.W0, d0);
        var d2 = TUnit.SubtractBorrowOut(TUnit.Subtract(w2, m.W2), w1, m.W1, d1);
        var d3 = TUnit.SubtractBorrowOut(TUnit.Subtract(w3, m.W3), w2, m.W2, d2);
        var isBelow = TUnit.SignMask(d3);
        w0 = TUnit.Select(isBelow, d0, w0);
        w1 = TUnit.Select(isBelow, d1, w1);
        w2 = TUnit.Select(isBelow, d2, w2);
        w3 = TUnit.Select(isBelow, d3, w3);
    }
}
