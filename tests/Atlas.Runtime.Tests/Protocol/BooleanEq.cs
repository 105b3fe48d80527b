using Atlas.Runtime.Fields;

namespace Atlas.Runtime.Tests.Protocol;

/// <summary>eq by its definition, one factor a variable.</summary>
internal static class BooleanEq
{
    /// <summary>eq(point, index) for a Boolean index; the first coordinate belongs to the index's most significant bit.</summary>
    public static Fr At(ReadOnlySpan<Fr> point, long index)
    {
        Fr product = Fr.One;
        for (int i = 0; i < point.Length; i++)
        {
            product *= ((index >> (point.Length - 1 - i)) & 1) != 0 ? point[i] : Fr.One - point[i];
        }

        return product;
    }
}
