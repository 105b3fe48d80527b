using Atlas.Runtime.Fields;
using Atlas.Runtime.Fields.Tower;

namespace Atlas.Runtime.Curves;

/// <summary>
/// A point of BN254's G2: the subgroup of order r of the twist y² = x³ + 3/(9 + u) over <see cref="Fq2"/>. The twist has more points than
/// the group, so reading checks both. Infinity is kept as (0, 0). Every value of this type is a point of the group.
/// </summary>
public readonly struct G2Affine : IEquatable<G2Affine>
{
    /// <summary>Bytes of the encoding: x then y, each c0 then c1, 32 little-endian bytes each.</summary>
    public const int UncompressedBytes = 2 * Fq2.Bytes;

    private static readonly Fq2 B = Fq2.NonResidue.Invert() * Fq.FromUInt64(3);

    /// <summary>For coordinates that are known to be in the group, or both zero.</summary>
    internal G2Affine(in Fq2 x, in Fq2 y)
    {
        X = x;
        Y = y;
    }

    public Fq2 X { get; }

    public Fq2 Y { get; }

    public static G2Affine Infinity => default;

    /// <summary>The standard generator (EIP-197).</summary>
    public static G2Affine Generator { get; } = CurveConstants.G2Generator();

    public bool IsInfinity => Y.IsZero && X.IsZero;

    /// <summary>A finite point from its coordinates; false when they are not on the twist or not in the subgroup.</summary>
    public static bool TryCreate(in Fq2 x, in Fq2 y, out G2Affine point)
    {
        point = default;
        if (!y.Square().Equals((x.Square() * x) + B))
        {
            return false;
        }

        var order = FrModulus.P;
        if (!new Jacobian<Fq2>(x, y, Fq2.One).Multiply(in order).IsInfinity)
        {
            return false;
        }

        point = new(in x, in y);
        return true;
    }

    public static G2Affine operator -(in G2Affine p) => new(p.X, -p.Y);

    /// <summary>scalar·P, in variable time.</summary>
    public static G2Affine operator *(in Fr scalar, in G2Affine p)
    {
        var start = p.IsInfinity ? Jacobian<Fq2>.Infinity : new Jacobian<Fq2>(p.X, p.Y, Fq2.One);
        var (x, y) = start.Multiply(scalar.ToInteger()).ToAffine();
        return new(in x, in y);
    }

    public static bool operator ==(in G2Affine p, in G2Affine q) => p.Equals(q);

    public static bool operator !=(in G2Affine p, in G2Affine q) => !p.Equals(q);

    /// <summary>Writes 128 bytes. Infinity is bit 6 of the last byte alone.</summary>
    public void EncodeUncompressed(Span<byte> destination)
    {
        X.Write(destination[..Fq2.Bytes]);
        Y.Write(destination[Fq2.Bytes..UncompressedBytes]);
        if (IsInfinity)
        {
            destination[UncompressedBytes - 1] = PointFlags.Infinity;
        }
    }

    /// <summary>
    /// Reads what <see cref="EncodeUncompressed"/> writes. False for any other bytes: a wrong length, a coordinate not below q, a point off
    /// the twist or outside the subgroup, infinity with any other bit.
    /// </summary>
    public static bool TryDecodeUncompressed(ReadOnlySpan<byte> bytes, out G2Affine point)
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

        return Fq2.TryRead(bytes[..Fq2.Bytes], out var x) && Fq2.TryRead(bytes[Fq2.Bytes..], out var y) && TryCreate(in x, in y, out point);
    }

    public bool Equals(G2Affine other) => X.Equals(other.X) && Y.Equals(other.Y);

    public override bool Equals(object? obj) => obj is G2Affine other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(X, Y);

    public override string ToString() => IsInfinity ? "infinity" : $"({X}, {Y})";
}
