using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Atlas.Runtime.Arithmetic;

/// <summary>Carry arithmetic on 64-bit words. C# has no add-with-carry; these shapes compile to compare-and-set, without branches.</summary>
internal static class Wide
{
    /// <summary>
    /// The high word of x·y. With <see cref="Math.BigMul(ulong, ulong, out ulong)"/> the low word goes through memory, and the load that waits
    /// for it costs more than a second multiplication.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MultiplyHigh(ulong x, ulong y) =>
        Bmi2.X64.IsSupported ? Bmi2.X64.MultiplyNoFlags(x, y)
        : ArmBase.Arm64.IsSupported ? ArmBase.Arm64.MultiplyHigh(x, y)
        : Math.BigMul(x, y, out _);

    /// <summary>x·y + a + b, which never exceeds 128 bits: returns the low word, the high one in <paramref name="high"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MultiplyAdd(ulong x, ulong y, ulong a, ulong b, out ulong high)
    {
        high = MultiplyHigh(x, y);
        var low = (x * y) + a;
        high += low < a ? 1UL : 0;
        low += b;
        high += low < b ? 1UL : 0;
        return low;
    }

    /// <summary>x·y + a: returns the low word, the high one in <paramref name="high"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MultiplyAdd(ulong x, ulong y, ulong a, out ulong high)
    {
        high = MultiplyHigh(x, y);
        var low = (x * y) + a;
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
