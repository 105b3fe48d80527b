using System.Globalization;
using System.Numerics;

#if ATLAS_RUNTIME
namespace Atlas.Runtime.Numerics;
#else
namespace Atlas.Compiler.Numerics;
#endif

/// <summary>
/// A signed fixed-point number with 64 integer and 64 fraction bits, the arithmetic in which lookup tables are computed.
/// Only integer operations are used, so a table has the same entries on every platform. Operations round to nearest and throw
/// <see cref="OverflowException"/> outside [-2^63, 2^63).
/// </summary>
public readonly partial struct Fixed : IEquatable<Fixed>, IComparable<Fixed>
{
    private readonly long high;
    private readonly ulong low;

    private Fixed(long high, ulong low)
    {
        this.high = high;
        this.low = low;
    }

    public static Fixed Zero => default;

    public static Fixed One => new(1, 0);

    private bool IsNegative => high < 0;

    /// <summary>The exact value of a double, rounded to 64 fraction bits.</summary>
    public static implicit operator Fixed(double value)
    {
        if (double.IsNaN(value) || Math.Abs(value) >= 9.2e18)
        {
            throw new OverflowException(string.Format(CultureInfo.InvariantCulture, "{0} is not a fixed-point number", value));
        }

        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7FF);
        ulong mantissa = (ulong)bits & 0xF_FFFF_FFFF_FFFF;
        if (exponent > 0)
        {
            mantissa |= 1UL << 52;
        }

        // value = mantissa·2^(exponent - 1075), for subnormals 2^-1074; 64 fraction bits are added.
        Fixed magnitude = new Fixed(0, mantissa).Shift(Math.Max(exponent, 1) - 1075 + 64);
        return bits < 0 ? -magnitude : magnitude;
    }

    public static implicit operator Fixed(int value) => new(value, 0);

    public static explicit operator double(Fixed value) =>
        value.IsNegative && value.high != long.MinValue ? -(double)-value : value.high + value.low / 18446744073709551616.0;

    /// <summary>value · 2^-fractionBits, exact for fractionBits ≤ 64.</summary>
    public static Fixed Scaled(long value, int fractionBits) => new Fixed(value, 0).Shift(-fractionBits);

    public static Fixed operator -(Fixed a) => a.low == 0 ? new(checked(-a.high), 0) : new(~a.high, unchecked(~a.low + 1));

    public static Fixed operator +(Fixed a, Fixed b)
    {
        ulong sum = unchecked(a.low + b.low);
        return new(checked(a.high + b.high + (sum < a.low ? 1 : 0)), sum);
    }

    public static Fixed operator -(Fixed a, Fixed b) => a + -b;

    public static Fixed operator *(Fixed a, Fixed b)
    {
        Fixed x = Abs(a), y = Abs(b);
        ulong xh = (ulong)x.high, yh = (ulong)y.high;
        ulong w1 = Multiply(x.low, y.low, out ulong w0);
        ulong m1 = Multiply(xh, y.low, out ulong m0), n1 = Multiply(x.low, yh, out ulong n0), t1 = Multiply(xh, yh, out ulong t0);
        unchecked
        {
            // 2^64·result = xh·yh·2^64 + xh·yl + xl·yh + xl·yl·2^-64, whose dropped half rounds.
            ulong carry = 0;
            ulong lowWord = Sum(w1, m0, ref carry);
            lowWord = Sum(lowWord, n0, ref carry);
            lowWord = Sum(lowWord, w0 >> 63, ref carry);
            ulong overflow = 0;
            ulong highWord = Sum(t0, m1, ref overflow);
            highWord = Sum(highWord, n1, ref overflow);
            highWord = Sum(highWord, carry, ref overflow);
            if ((t1 | overflow) != 0 || highWord >> 63 != 0)
            {
                throw new OverflowException("fixed-point product");
            }

            Fixed magnitude = new((long)highWord, lowWord);
            return a.IsNegative != b.IsNegative ? -magnitude : magnitude;
        }
    }

    /// <summary>Long division, rounded to nearest, away from zero at ties.</summary>
    public static Fixed operator /(Fixed a, Fixed b)
    {
        Fixed x = Abs(a), y = Abs(b);
        if (y == Zero)
        {
            throw new DivideByZeroException();
        }

        Fixed remainder = Zero, quotient = Zero;
        for (int bit = 191; bit >= 0; bit--)
        {
            ulong word = bit >= 128 ? (ulong)x.high : bit >= 64 ? x.low : 0;
            remainder = remainder.ShiftIn(word >> (bit & 63) & 1);
            if (quotient.high < 0 || quotient.high >> 62 != 0)
            {
                throw new OverflowException("fixed-point quotient");
            }

            ulong digit = remainder.UnsignedLess(y) ? 0UL : 1UL;
            remainder = digit == 0 ? remainder : remainder - y;
            quotient = quotient.ShiftIn(digit);
        }

        if (!remainder.ShiftIn(0).UnsignedLess(y))
        {
            quotient += new Fixed(0, 1);
        }

        return a.IsNegative != b.IsNegative ? -quotient : quotient;
    }

    public static bool operator ==(Fixed a, Fixed b) => a.high == b.high && a.low == b.low;

    public static bool operator !=(Fixed a, Fixed b) => !(a == b);

    public static bool operator <(Fixed a, Fixed b) => a.high < b.high || (a.high == b.high && a.low < b.low);

    public static bool operator >(Fixed a, Fixed b) => b < a;

    public static bool operator <=(Fixed a, Fixed b) => !(b < a);

    public static bool operator >=(Fixed a, Fixed b) => !(a < b);

    /// <summary>floor(x·2^fractionBits + ½): the integer that stands for x at a scale of at most 63 fraction bits.</summary>
    public long ToScaledInteger(int fractionBits)
    {
        Fixed scaled = this;
        if (fractionBits > 0)
        {
            scaled = Shift(fractionBits);
        }
        else if (fractionBits < 0)
        {
            scaled = new Fixed(high >> -fractionBits, (low >> -fractionBits) | (ulong)high << (64 + fractionBits));
        }

        return (scaled + new Fixed(0, 1UL << 63)).high;
    }

    public BigInteger ToBigInteger() => (new BigInteger(high) << 64) + low;

    public bool Equals(Fixed other) => this == other;

    public override bool Equals(object? obj) => obj is Fixed other && this == other;

    public override int GetHashCode() => unchecked((high.GetHashCode() * 397) ^ low.GetHashCode());

    public int CompareTo(Fixed other) => this < other ? -1 : this == other ? 0 : 1;

    public override string ToString() => ((double)this).ToString("R", CultureInfo.InvariantCulture);

    /// <summary>x·2^bits; a shift to the right rounds half up.</summary>
    private Fixed Shift(int bits)
    {
        if (bits <= -128)
        {
            return Zero;
        }

        if (bits < 0)
        {
            Fixed half = bits <= -64 ? new(bits == -64 ? 0 : 1L << (-bits - 65), bits == -64 ? 1UL << 63 : 0) : new(0, 1UL << (-bits - 1));
            Fixed x = this + half;
            return bits <= -64
                ? new(x.high >> 63, unchecked((ulong)(x.high >> (-bits - 64))))
                : new(x.high >> -bits, x.low >> -bits | unchecked((ulong)x.high << (64 + bits)));
        }

        if (bits == 0 || this == Zero)
        {
            return this;
        }

        Fixed shifted = bits >= 64
            ? new(unchecked((long)(low << (bits - 64))), 0)
            : new(unchecked((long)(((ulong)high << bits) | low >> (64 - bits))), low << bits);
        bool fits = bits >= 64 ? bits < 128 && high == 0 && low >> (127 - bits) == 0 : high >> (63 - bits) is 0 or -1;
        return fits ? shifted : throw new OverflowException("fixed-point shift");
    }

    private Fixed ShiftIn(ulong bit) => new(unchecked((long)((ulong)high << 1 | low >> 63)), low << 1 | bit);

    private bool UnsignedLess(Fixed other) => (ulong)high < (ulong)other.high || (high == other.high && low < other.low);

    private static ulong Sum(ulong a, ulong b, ref ulong carry)
    {
        ulong sum = unchecked(a + b);
        carry += sum < a ? 1UL : 0UL;
        return sum;
    }

    /// <summary>a·b = result·2^64 + low.</summary>
    private static ulong Multiply(ulong a, ulong b, out ulong low)
    {
#if NET
        return Math.BigMul(a, b, out low);
#else
        unchecked
        {
            ulong a0 = (uint)a, a1 = a >> 32, b0 = (uint)b, b1 = b >> 32;
            ulong p00 = a0 * b0, p01 = a0 * b1, p10 = a1 * b0;
            ulong middle = (p00 >> 32) + (uint)p01 + (uint)p10;
            low = middle << 32 | (uint)p00;
            return a1 * b1 + (p01 >> 32) + (p10 >> 32) + (middle >> 32);
        }
#endif
    }
}
