using Atlas.Runtime.Fields;

namespace Atlas.Runtime.Curves;

/// <summary>
/// A point of BN254's G1, the curve y² = x³ + 3 over <see cref="Fq"/>. The curve has prime order, so to be on it is to be in the group,
/// and no point has y = 0; infinity is kept as (0, 0), which is not on the curve. Every value of this type is a point of the group.
/// </summary>
public readonly struct G1Affine : IEquatable<G1Affine>
{
    /// <summary>Bytes of the compressed encoding, see <see cref="Encode"/>.</summary>
    public const int Bytes = 32;

    /// <summary>Bytes of the encoding with both coordinates, see <see cref="EncodeUncompressed"/>.</summary>
    public const int UncompressedBytes = 64;

    /// <summary>For coordinates that are known to be on the curve, or both zero.</summary>
    internal G1Affine(in Fq x, in Fq y)
    {
        X = x;
        Y = y;
    }

    /// <summary>The abscissa, zero at infinity.</summary>
    public Fq X { get; }

    /// <summary>The ordinate, zero at infinity and nowhere else.</summary>
    public Fq Y { get; }

    public static G1Affine Infinity => default;

    /// <summary>(1, 2).</summary>
    public static G1Affine Generator { get; } = new(Fq.One, Fq.One.Double());

    public bool IsInfinity => Y.IsZero;

    /// <summary>A finite point from its coordinates; false when they are not on the curve.</summary>
    public static bool TryCreate(in Fq x, in Fq y, out G1Affine point)
    {
        var valid = y.Square() == RightSide(in x);
        point = valid ? new(in x, in y) : default;
        return valid;
    }

    public static G1Affine operator -(in G1Affine p) => new(p.X, -p.Y);

    public static G1Jacobian operator +(in G1Affine p, in G1Affine q) => (G1Jacobian)p + q;

    public static G1Jacobian operator *(in Fr scalar, in G1Affine p) => scalar * (G1Jacobian)p;

    public static bool operator ==(in G1Affine p, in G1Affine q) => p.Equals(q);

    public static bool operator !=(in G1Affine p, in G1Affine q) => !p.Equals(q);

    /// <summary>
    /// Writes 32 bytes: x little-endian, with bit 7 of the last byte set when y is the larger of the two roots. Infinity is bit 6 alone.
    /// </summary>
    public void Encode(Span<byte> destination)
    {
        X.Write(destination[..Bytes]);
        destination[Bytes - 1] |= IsInfinity ? PointFlags.Infinity : Y.IsLarger ? PointFlags.LargerRoot : (byte)0;
    }

    /// <summary>
    /// Reads what <see cref="Encode"/> writes. False for any other bytes: a wrong length, x not below q, no point with this x, infinity with
    /// any other bit.
    /// </summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, out G1Affine point)
    {
        point = default;
        return bytes.Length == Bytes && CompressedPoints.TryDecode(bytes, new Span<G1Affine>(ref point), out _);
    }

    /// <summary>
    /// Reads a point from every 32 bytes, much faster than one by one. False where a point is not valid, as in
    /// <see cref="TryDecode(ReadOnlySpan{byte}, out G1Affine)"/>; then <paramref name="invalid"/> is the index of the first such point, and nothing may
    /// be read from <paramref name="points"/>.
    /// </summary>
    /// <exception cref="ArgumentException">There are not 32 bytes for every point.</exception>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, Span<G1Affine> points, out int invalid)
    {
        if (bytes.Length != points.Length * Bytes)
        {
            throw new ArgumentException($"{bytes.Length} bytes for {points.Length} points.", nameof(bytes));
        }

        return CompressedPoints.TryDecode(bytes, points, out invalid);
    }

    /// <summary>Writes 64 bytes: x and y, little-endian. Infinity is bit 6 of the last byte alone.</summary>
    public void EncodeUncompressed(Span<byte> destination)
    {
        X.Write(destination[..Bytes]);
        Y.Write(destination[Bytes..UncompressedBytes]);
        if (IsInfinity)
        {
            destination[UncompressedBytes - 1] = PointFlags.Infinity;
        }
    }

    /// <summary>
    /// Reads what <see cref="EncodeUncompressed"/> writes. False for any other bytes: a wrong length, a coordinate not below q, a point that
    /// is not on the curve, infinity with any other bit.
    /// </summary>
    public static bool TryDecodeUncompressed(ReadOnlySpan<byte> bytes, out G1Affine point)
    {
        point = default;
        if (bytes.Length != UncompressedBytes)
        {
            return false;
        }

        if (PointFlags.IsInfinity(bytes[^1]))
        {
            return PointFlags.IsCanonicalInfinity(bytes);
        }

        return Fq.TryRead(bytes[..Bytes], out var x) && Fq.TryRead(bytes[Bytes..], out var y) && TryCreate(in x, in y, out point);
    }

    public bool Equals(G1Affine other) => X == other.X && Y == other.Y;

    public override bool Equals(object? obj) => obj is G1Affine other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(X, Y);

    public override string ToString() => IsInfinity ? "infinity" : $"({X}, {Y})";

    /// <summary>x³ + 3.</summary>
    internal static Fq RightSide(in Fq x) => (x.Square() * x) + Three;

    private static Fq Three { get; } = Fq.FromUInt64(3);
}
