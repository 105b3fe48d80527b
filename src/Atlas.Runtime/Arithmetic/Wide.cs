using System.Runtime.CompilerServices;

namespace Atlas.Runtime.Arithmetic;

/// <summary>Carry arithmetic on 64-bit words. C# has no add-with-carry; these shapes compile to compare-and-set, without branches.</summary>
internal static class Wide
{
    /// <summary>x·y + a + b, which never exceeds 128 bits: returns the low word, the high one in <paramref name="high"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MultiplyAdd(ulong x, ulong y, ulong a, ulong b, out ulong high)
    {
        high = Math.BigMul(x, y, out var low);
        low += a;
        high += low < a ? 1UL : 0;
        low += b;
        high += low < b ? 1UL : 0;
        return low;
    }

    /// <summary>x·y + a: returns the low word, the high one in <paramref name="high"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MultiplyAdd(ulong x, ulong y, ulong a, out ulong high)
    {
        high = Math.BigMul(x, y, out var low);
        low += a;
        high += low < a ? 1UL : 0;
        return low;
    }

    /// <summary>x + y + carry, carry 0 or 1 before and after.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Add(ulong x, ulong y, ref ulong carry)
    {
        var sum = x + y;
        var overflow = sum < x ? 1UL : 0;
        sum += carry;
        carry = overflow + (sum < carry ? 1UL : 0);
        return sum;
    }

    /// <summary>x - y - borrow, borrow 0 or 1 before and after.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Subtract(ulong x, ulong y, ref ulong borrow)
    {
        var difference = x - y;
        var underflow = x < y ? 1UL : 0;
        var result = difference - borrow;
        borrow = underflow + (difference < borrow ? 1UL : 0);
        return result;
    }
}
