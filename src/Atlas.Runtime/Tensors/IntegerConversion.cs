using System.Runtime.CompilerServices;
using Atlas.Runtime.Arithmetic;
using Atlas.Runtime.Fields;

namespace Atlas.Runtime.Tensors;

/// <summary>
/// Many integers as field elements, by the vector kernels: an integer below p, taken for a Montgomery form, times the element whose form is R² is the
/// form of the integer.
/// </summary>
internal static class IntegerConversion
{
    private static readonly Fr Square = Unsafe.BitCast<UInt256, Fr>(FrModulus.RSquared);

    public static void ToField(ReadOnlySpan<long> integers, Span<Fr> destination) => Scale(integers, Fr.One, destination);

    /// <summary>factor·integer, at the same cost.</summary>
    public static void Scale(ReadOnlySpan<long> integers, Fr factor, Span<Fr> destination)
    {
        UInt256 p = FrModulus.P;
        for (int i = 0; i < destination.Length; i++)
        {
            long value = integers[i];
            UInt256 form = new((ulong)value, 0, 0, 0);
            if (value < 0)
            {
                // p - |value|: adding the sign's words borrows from the three words above.
                ulong borrow = 0;
                ulong low = Wide.Subtract(p.L0, 0 - (ulong)value, ref borrow), second = Wide.Subtract(p.L1, 0, ref borrow);
                ulong third = Wide.Subtract(p.L2, 0, ref borrow);
                form = new UInt256(low, second, third, p.L3 - borrow);
            }

            destination[i] = Unsafe.BitCast<UInt256, Fr>(form);
        }

        Kernels.MultiplyScalar(destination, destination, factor * Square);
    }
}
