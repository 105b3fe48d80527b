using System.Runtime.CompilerServices;
using Atlas.Runtime.Arithmetic;

namespace Atlas.Runtime.Fields;

/// <summary>r = 36u^4 + 36u^3 + 18u^2 + 6u + 1, u = 4965661367192848881: the order of BN254's groups.</summary>
internal readonly struct FrModulus : IModulus
{
    public static UInt256 P
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(0x43e1f593f0000001, 0x2833e84879b97091, 0xb85045b68181585d, 0x30644e72e131a029);
    }

    public static ulong NegativeInverse
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 0xc2e1f593efffffff;
    }

    public static UInt256 R
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(0x2fd4e1568fffff57, 0x75bba827a494b01a, 0x5301fa84819caa80, 0x0dc83629563d4475);
    }

    public static UInt256 RSquared
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(0x38c2e14b45b69bd4, 0x0ffedb1885883377, 0x7840f9f0abc6e54d, 0x0a054a3e848b0f05);
    }

    public static UInt256 RHigh
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(0x333ad321d42db4df, 0x57936df3f1d1cbd2, 0xd0e021f3f5eeb84d, 0x1275c7bd0896f487);
    }

    public static UInt256 RSquaredHigh
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(0xab8aae7c1c00feee, 0x1ae45ae1a66065ff, 0xad2ef52fe2cf20f4, 0x1609370a2a78857d);
    }
}
