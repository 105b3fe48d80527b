using System.Collections;
using System.Collections.Immutable;
using System.Globalization;

namespace Atlas.Onnx;

/// <summary>Extents of a dense row-major tensor, all known. Rank 0 is a scalar; an extent may be 0.</summary>
public readonly struct OnnxShape : IEquatable<OnnxShape>, IReadOnlyList<long>
{
    private readonly ImmutableArray<long> dimensions;

    public OnnxShape(params ReadOnlySpan<long> dimensions)
    {
        this.dimensions = [.. dimensions];
    }

    public static OnnxShape Scalar => default;

    public int Rank => dimensions.IsDefault ? 0 : dimensions.Length;

    int IReadOnlyCollection<long>.Count => Rank;

    public long this[int axis] => dimensions[axis];

    /// <summary>The extents.</summary>
    public ImmutableArray<long> Dimensions => dimensions.IsDefault ? [] : dimensions;

    /// <summary>Product of the extents; 1 for a scalar.</summary>
    /// <exception cref="OverflowException">The product does not fit in 63 bits.</exception>
    public long ElementCount => Product(0, Rank);

    /// <summary>Product of the extents of the axes from <paramref name="start"/> up to but excluding <paramref name="end"/>.</summary>
    public long Product(int start, int end)
    {
        long product = 1;
        for (int axis = start; axis < end; axis++)
        {
            product = checked(product * dimensions[axis]);
        }

        return product;
    }

    /// <summary>Distance in elements between neighbours along each axis.</summary>
    public long[] Strides()
    {
        long[] strides = new long[Rank];
        long stride = 1;
        for (int axis = Rank - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= dimensions[axis];
        }

        return strides;
    }

    /// <summary>The same shape with another extent at <paramref name="axis"/>.</summary>
    public OnnxShape With(int axis, long extent) => new(Dimensions.SetItem(axis, extent).AsSpan());

    public long[] ToArray() => Dimensions.AsSpan().ToArray();

    /// <summary>
    /// Multidirectional broadcasting: shapes are aligned at their last axis, and an extent 1 stretches to the other's.
    /// False if two extents differ and neither is 1.
    /// </summary>
    public static bool TryBroadcast(OnnxShape a, OnnxShape b, out OnnxShape result)
    {
        long[] extents = new long[Math.Max(a.Rank, b.Rank)];
        result = default;
        for (int i = 1; i <= extents.Length; i++)
        {
            long x = i <= a.Rank ? a[a.Rank - i] : 1, y = i <= b.Rank ? b[b.Rank - i] : 1;
            if (x != y && x != 1 && y != 1)
            {
                return false;
            }

            extents[extents.Length - i] = x == 1 ? y : x;
        }

        result = new OnnxShape(extents);
        return true;
    }

    public bool Equals(OnnxShape other) => Dimensions.AsSpan().SequenceEqual(other.Dimensions.AsSpan());

    public override bool Equals(object? obj) => obj is OnnxShape other && Equals(other);

    public override int GetHashCode()
    {
        int hash = Rank;
        foreach (long extent in Dimensions)
        {
            hash = unchecked(hash * 31 + extent.GetHashCode());
        }

        return hash;
    }

    public static bool operator ==(OnnxShape left, OnnxShape right) => left.Equals(right);

    public static bool operator !=(OnnxShape left, OnnxShape right) => !left.Equals(right);

    public ImmutableArray<long>.Enumerator GetEnumerator() => Dimensions.GetEnumerator();

    IEnumerator<long> IEnumerable<long>.GetEnumerator() => ((IEnumerable<long>)Dimensions).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)Dimensions).GetEnumerator();

    /// <summary>For example <c>[1,64,65]</c>.</summary>
    public override string ToString() =>
        "[" + string.Join(",", Dimensions.Select(static extent => extent.ToString(CultureInfo.InvariantCulture))) + "]";
}
