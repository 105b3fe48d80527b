using System.Numerics;

namespace Atlas.Compiler.Plan;

/// <summary>Small integer functions that netstandard2.0 lacks.</summary>
public static class PlanMath
{
    /// <summary>Bits of a non-negative integer; 0 has none.</summary>
    public static int BitLength(BigInteger value)
    {
        if (value.Sign < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(value));
        }

        byte[] bytes = value.ToByteArray();
        int length = bytes.Length;
        while (length > 0 && bytes[length - 1] == 0)
        {
            length--;
        }

        return length == 0 ? 0 : 8 * (length - 1) + BitLength(bytes[length - 1]);
    }

    private static int BitLength(int value)
    {
        int bits = 0;
        for (; value > 0; value >>= 1)
        {
            bits++;
        }

        return bits;
    }

    /// <summary>⌈log2 d⌉: variables of an axis of size d; an axis of size 1 has none.</summary>
    public static int AxisBits(int size) => BitLength(size - 1);

    /// <summary>floor(sqrt(value)).</summary>
    public static BigInteger Sqrt(BigInteger value)
    {
        if (value.Sign < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(value));
        }

        if (value < 2)
        {
            return value;
        }

        BigInteger x = BigInteger.One << ((BitLength(value) + 1) / 2);
        while (true)
        {
            BigInteger next = (x + value / x) >> 1;
            if (next >= x)
            {
                return x;
            }

            x = next;
        }
    }
}
