using Atlas.Runtime.Arithmetic;

namespace Atlas.Runtime.Fields;

/// <summary>
/// An odd prime p with 2^253 &lt; p &lt; 2^254, and the constants of its Montgomery form with R = 2^261. Implementations return literals,
/// which the compiler folds into <see cref="Montgomery{TModulus}"/>; a test recomputes each from its formula.
/// </summary>
internal interface IModulus
{
    /// <summary>p.</summary>
    static abstract UInt256 P { get; }

    /// <summary>-p^-1 mod 2^64; its low five bits are -p^-1 mod 32.</summary>
    static abstract ulong NegativeInverse { get; }

    /// <summary>R mod p: the form of one.</summary>
    static abstract UInt256 R { get; }

    /// <summary>R^2 mod p: a product by it enters the form.</summary>
    static abstract UInt256 RSquared { get; }

    /// <summary>2^256·R mod p: the factor of the high half of a 512-bit sum of forms.</summary>
    static abstract UInt256 RHigh { get; }

    /// <summary>2^256·R^2 mod p: the factor of the high half of a 512-bit integer.</summary>
    static abstract UInt256 RSquaredHigh { get; }
}
