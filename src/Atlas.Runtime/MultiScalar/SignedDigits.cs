using System.Runtime.CompilerServices;

namespace Atlas.Runtime.MultiScalar;

/// <summary>Digits in [-2^(c-1), 2^(c-1)] of radix 2^c: half as many buckets as unsigned digits need.</summary>
internal static class SignedDigits
{
    /// <summary>Windows that hold any magnitude below 2^bits and the last carry.</summary>
    public static int Windows(int bits, int width) => (bits / width) + 1;

    /// <summary>Writes value = Σ_w digit_w·2^(c·w) to digits[w·stride]; the magnitude is below 2^127.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Write(Int128 value, int width, int windows, Span<short> digits, int stride)
    {
        bool negative = Int128.IsNegative(value);
        var rest = (UInt128)(negative ? -value : value);
        int carry = 0, mask = (1 << width) - 1, half = 1 << (width - 1);
        for (int window = 0; window < windows; window++)
        {
            int digit = ((int)(ulong)rest & mask) + carry;
            carry = digit > half ? 1 : 0;
            digit -= carry << width;
            digits[window * stride] = (short)(negative ? -digit : digit);
            rest >>= width;
        }
    }
}
