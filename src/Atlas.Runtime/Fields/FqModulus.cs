using System.Runtime.CompilerServices;
using Atlas.Runtime.Arithmetic;

namespace Atlas.Runtime.Fields;

/// <summary>q = 36u^4 + 36u^3 + 24u^2 + 6u + 1, u = 4965661367192848881: the field over which BN254 is defined.</summary>
internal readonly struct FqModulus : IModulus
{
    public static UInt256 P
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(0x3c208c16d87cfd47, 0x97816a916871ca8d, 0xb85045b68181585d, 0x30644e72e131a029);
    }

    public static ulong NegativeInverse
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 0x87d20782e4866389;
    }

    public static UInt256 R
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(0x4e8384eb157ccc21, 0xfb90a6020ce148c3, 0x5301fa84819caa36, 0x0dc83629563d4475);
    }

    public static UInt256 RSquared
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(0xe1a2a074659bac10, 0x639855865406005a, 0xff54c5802d3e2632, 0x2a11a68c34ea65a6);
    }

    public static UInt256 RHigh
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(0x751d5b0f0f6b5c04, 0x5edd77f4e6d91549, 0x1422c907422a9d60, 0x1982b46dd2402342);
    }

    public static UInt256 RSquaredHigh
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(0x44f8c91e0ff8e86a, 0xb1670a25dab495b1, 0x714e1c8e4d80fe5c, 0x043c5b7b634661fd);
    }
}
