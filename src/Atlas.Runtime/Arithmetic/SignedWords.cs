using System.Runtime.CompilerServices;

namespace Atlas.Runtime.Arithmetic;

/// <summary>A signed 320-bit integer in two's complement: sums of a few 256-bit integers times signed 32-bit factors.</summary>
internal readonly struct SignedWords(ulong w0, ulong w1, ulong w2, ulong w3, ulong w4)
{
    public readonly ulong W0 = w0, W1 = w1, W2 = w2, W3 = w3, W4 = w4;

    public bool IsNegative => (long)W4 < 0;

    /// <summary>f·a + g·b, |f| and |g| below 2^62.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SignedWords Combine(in UInt256 a, in UInt256 b, long f, long g) => default(SignedWords).AddProduct(in a, f).AddProduct(in b, g);

    /// <summary>this + f·a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SignedWords AddProduct(in UInt256 a, long f)
    {
        var magnitude = (ulong)Math.Abs(f);
        var p0 = Wide.MultiplyAdd(a.L0, magnitude, 0, out var carry);
        var p1 = Wide.MultiplyAdd(a.L1, magnitude, carry, out carry);
        var p2 = Wide.MultiplyAdd(a.L2, magnitude, carry, out carry);
        var p3 = Wide.MultiplyAdd(a.L3, magnitude, carry, out carry);
        return f < 0 ? Subtract(new(p0, p1, p2, p3, carry)) : Add(new(p0, p1, p2, p3, carry));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SignedWords Negate() => default(SignedWords).Subtract(this);

    /// <summary>The low 256 bits of this shifted right, count 1 to 63.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public UInt256 ShiftRight(int count)
    {
        var left = 64 - count;
        return new(
            (W0 >> count) | (W1 << left),
            (W1 >> count) | (W2 << left),
            (W2 >> count) | (W3 << left),
            (W3 >> count) | (W4 << left));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private SignedWords Add(in SignedWords other)
    {
        ulong carry = 0;
        var r0 = Wide.Add(W0, other.W0, ref carry);
        var r1 = Wide.Add(W1, other.W1, ref carry);
        var r2 = Wide.Add(W2, other.W2, ref carry);
        var r3 = Wide.Add(W3, other.W3, ref carry);
        return new(r0, r1, r2, r3, W4 + other.W4 + carry);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private SignedWords Subtract(in SignedWords other)
    {
        ulong borrow = 0;
        var r0 = Wide.Subtract(W0, other.W0, ref borrow);
        var r1 = Wide.Subtract(W1, other.W1, ref borrow);
        var r2 = Wide.Subtract(W2, other.W2, ref borrow);
        var r3 = Wide.Subtract(W3, other.W3, ref borrow);
        return new(r0, r1, r2, r3, W4 - other.W4 - borrow);
    }
}
