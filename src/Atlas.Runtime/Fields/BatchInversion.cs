using System.Buffers;
using System.Runtime.CompilerServices;

namespace Atlas.Runtime.Fields;

/// <summary>Montgomery's trick: n inversions for one inversion and 3(n-1) products.</summary>
internal static class BatchInversion
{
    /// <summary>Inverts in place; zeros stay zero.</summary>
    public static void Invert<TField>(Span<TField> values)
        where TField : unmanaged, IField<TField>
    {
        var pooled = ArrayPool<TField>.Shared.Rent(values.Length);
        Invert(values, pooled);
        ArrayPool<TField>.Shared.Return(pooled);
    }

    /// <summary>Inverts in place, with scratch of at least the same length; zeros stay zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Invert<TField>(Span<TField> values, Span<TField> scratch)
        where TField : unmanaged, IField<TField>
    {
        var product = TField.One;
        for (var i = 0; i < values.Length; i++)
        {
            scratch[i] = product;
            if (!values[i].IsZero)
            {
                product *= values[i];
            }
        }

        var inverse = product.Invert();
        for (var i = values.Length - 1; i >= 0; i--)
        {
            if (!values[i].IsZero)
            {
                var above = inverse * values[i];
                values[i] = inverse * scratch[i];
                inverse = above;
            }
        }
    }
}
