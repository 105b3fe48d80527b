using System.Runtime.CompilerServices;
using Atlas.Runtime.Arithmetic;

namespace Atlas.Runtime.MultiScalar;

/// <summary>Digits in [-2^(c-1), 2^(c-1)] of radix 2^c: half as many buckets as unsigned digits need.</summary>
internal static class SignedDigits
{
    /// <summary>Windows that hold any magnitude below 2^bits and the last carry.</summary>
    public static int Windows(int bits, int width) => (bits / width) + 1;

    /// <summary>
    /// Writes (-1)^negative·magnitude = Σ_w digit_w·2^(c·w) to digits[w·stride + offset].
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Write(in UInt256 magnitude, bool negative, int width, int windows, Span<short> digits, int stride, int offset)
    {
        var carry = 0;
        for (var window = 0; window < windows; window++)
        {
            var digit = (int)magnitude.Bits(window * width, width) + carry;
            carry = digit > 1 << (width - 1) ? 1 : 0;
            digit -= carry << width;
            digits[(window * stride) + offset] = (short)(negative ? -digit : digit);
        }
    }
}
