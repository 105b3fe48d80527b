using Atlas.Runtime.Arithmetic;
using Atlas.Runtime.Fields;
using Atlas.Runtime.Lookups;

namespace Atlas.Runtime.Proving;

/// <summary>Field elements that stand for small signed integers, as integers again.</summary>
internal static class FieldIntegers
{
    /// <summary>The integer of least magnitude; of one that does not fit, the low 64 bits.</summary>
    public static long ToInt64(Fr value)
    {
        UInt256 integer = value.ToInteger();
        return integer.L3 >> 60 == 0 ? (long)integer.L0 : -(long)(-value).ToInteger().L0;
    }

    /// <summary>U(c, a) as integers, digit-major.</summary>
    public static long[] Table(DigitFunctional functional) => Array.ConvertAll(functional.Table.ToArray(), ToInt64);
}
