using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Atlas.Runtime.Arithmetic;
using Atlas.Runtime.Fields;

namespace Atlas.Runtime.Proving;

/// <summary>
/// A sum of up to 2^24 field elements without carries: eight 32-bit words of the elements, each summed in a 64-bit lane. One load, one addition and
/// one store a term, which is what bucket sums over one-hot digits are made of.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct WideSum
{
    private const int ReciprocalBits = 62;

    /// <summary>2^62 divided by the top 32 bits of p, plus one: turns the division by p into a product that is never too large.</summary>
    private static readonly ulong Reciprocal = (1UL << ReciprocalBits) / ((FrModulus.P.L3 >> 32) + 1);

    private Vector512<ulong> _lanes;

    public readonly bool IsZero => _lanes == Vector512<ulong>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ref readonly Fr value)
    {
        Vector256<uint> words = Vector256.LoadUnsafe(ref Unsafe.As<Fr, uint>(ref Unsafe.AsRef(in value)));
        _lanes += Avx512F.IsSupported
            ? Avx512F.ConvertToVector512UInt64(words)
            : Vector512.Create(Vector256.WidenLower(words), Vector256.WidenUpper(words));
    }

    /// <summary>
    /// The sum modulo p. It is below 2^24·p &lt; 2^278; the quotient estimated from its top bits is at most 2 too small, so few subtractions are
    /// left.
    /// </summary>
    public readonly Fr Reduce()
    {
        Span<ulong> lanes = stackalloc ulong[8];
        _lanes.CopyTo(lanes);
        ulong w0 = Join(lanes[0], lanes[1], 0, out ulong carry);
        ulong w1 = Join(lanes[2], lanes[3], carry, out carry);
        ulong w2 = Join(lanes[4], lanes[5], carry, out carry);
        ulong w3 = Join(lanes[6], lanes[7], carry, out ulong w4);

        UInt256 p = FrModulus.P;
        ulong top = (w4 << 32) | (w3 >> 32);
        ulong q = (Math.BigMul(top, Reciprocal, out ulong below) << (64 - ReciprocalBits)) | (below >> ReciprocalBits);
        do
        {
            ulong borrow = 0;
            w0 = Wide.Subtract(w0, Wide.MultiplyAdd(q, p.L0, 0, out ulong high), ref borrow);
            w1 = Wide.Subtract(w1, Wide.MultiplyAdd(q, p.L1, high, out high), ref borrow);
            w2 = Wide.Subtract(w2, Wide.MultiplyAdd(q, p.L2, high, out high), ref borrow);
            w3 = Wide.Subtract(w3, Wide.MultiplyAdd(q, p.L3, high, out high), ref borrow);
            w4 = Wide.Subtract(w4, high, ref borrow);
            q = 1;
        }
        while (w4 != 0 || !UInt256.LessThan(new UInt256(w0, w1, w2, w3), p));

        return Unsafe.BitCast<UInt256, Fr>(new UInt256(w0, w1, w2, w3));
    }

    /// <summary>A 64-bit word of the sum from two lanes and the carry below it.</summary>
    private static ulong Join(ulong low, ulong high, ulong carryIn, out ulong carryOut)
    {
        low += carryIn;
        high += low >> 32;
        carryOut = high >> 32;
        return (uint)low | (high << 32);
    }
}
