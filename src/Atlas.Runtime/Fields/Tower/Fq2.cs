using System.Numerics;

namespace Atlas.Runtime.Fields.Tower;

/// <summary>c0 + c1·u, u² = -1: the field of G2's coordinates.</summary>
public readonly struct Fq2(in Fq c0, in Fq c1) : IField<Fq2>
{
    /// <summary>Bytes of c0 and c1, little-endian.</summary>
    public const int Bytes = 2 * Fq.Bytes;

    public Fq C0 { get; } = c0;

    public Fq C1 { get; } = c1;

    public static Fq2 Zero => default;

    public static Fq2 One => new(Fq.One, Fq.Zero);

    /// <summary>9 + u, which is neither a square nor a cube: v³ = 9 + u and w² = v build the tower.</summary>
    public static Fq2 NonResidue { get; } = new(Fq.FromUInt64(9), Fq.One);

    public bool IsZero => C0.IsZero && C1.IsZero;

    public static Fq2 operator +(in Fq2 a, in Fq2 b) => new(a.C0 + b.C0, a.C1 + b.C1);

    public static Fq2 operator -(in Fq2 a, in Fq2 b) => new(a.C0 - b.C0, a.C1 - b.C1);

    public static Fq2 operator -(in Fq2 a) => new(-a.C0, -a.C1);

    /// <summary>Three products (Karatsuba).</summary>
    public static Fq2 operator *(in Fq2 a, in Fq2 b)
    {
        var low = a.C0 * b.C0;
        var high = a.C1 * b.C1;
        return new(low - high, ((a.C0 + a.C1) * (b.C0 + b.C1)) - low - high);
    }

    public static Fq2 operator *(in Fq2 a, in Fq b) => new(a.C0 * b, a.C1 * b);

    /// <summary>Two products.</summary>
    public Fq2 Square()
    {
        var mixed = C0 * C1;
        return new((C0 + C1) * (C0 - C1), mixed.Double());
    }

    public Fq2 Double() => new(C0.Double(), C1.Double());

    /// <summary>c0 - c1·u, which is also this^q.</summary>
    public Fq2 Conjugate() => new(C0, -C1);

    /// <summary>this·(9 + u), by additions.</summary>
    public Fq2 MultiplyByNonResidue()
    {
        var eight = Double().Double().Double();
        return new(eight.C0 + C0 - C1, eight.C1 + C1 + C0);
    }

    /// <inheritdoc/>
    public Fq2 Invert()
    {
        var inverseNorm = (C0.Square() + C1.Square()).Invert();
        return new(C0 * inverseNorm, -(C1 * inverseNorm));
    }

    /// <summary>this^exponent for a non-negative exponent.</summary>
    public Fq2 Pow(BigInteger exponent)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(exponent);
        var result = One;
        for (var bit = (int)exponent.GetBitLength() - 1; bit >= 0; bit--)
        {
            result = result.Square();
            if (!((exponent >> bit) & BigInteger.One).IsZero)
            {
                result *= this;
            }
        }

        return result;
    }

    /// <summary>Reads c0 and c1, 32 little-endian bytes each; false when one is not below q.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out Fq2 value)
    {
        value = default;
        if (bytes.Length != Bytes || !Fq.TryRead(bytes[..Fq.Bytes], out var c0) || !Fq.TryRead(bytes[Fq.Bytes..], out var c1))
        {
            return false;
        }

        value = new(in c0, in c1);
        return true;
    }

    public void Write(Span<byte> destination)
    {
        C0.Write(destination);
        C1.Write(destination[Fq.Bytes..]);
    }

    public bool Equals(Fq2 other) => C0 == other.C0 && C1 == other.C1;

    public override bool Equals(object? obj) => obj is Fq2 other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(C0, C1);

    public override string ToString() => $"{C0} + {C1}·u";
}
