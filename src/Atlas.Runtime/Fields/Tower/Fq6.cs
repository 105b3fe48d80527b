namespace Atlas.Runtime.Fields.Tower;

/// <summary>c0 + c1·v + c2·v², v³ = 9 + u.</summary>
public readonly struct Fq6(in Fq2 c0, in Fq2 c1, in Fq2 c2) : IField<Fq6>
{
    public Fq2 C0 { get; } = c0;

    public Fq2 C1 { get; } = c1;

    public Fq2 C2 { get; } = c2;

    public static Fq6 Zero => default;

    public static Fq6 One => new(Fq2.One, Fq2.Zero, Fq2.Zero);

    public bool IsZero => C0.IsZero && C1.IsZero && C2.IsZero;

    public static Fq6 operator +(in Fq6 a, in Fq6 b) => new(a.C0 + b.C0, a.C1 + b.C1, a.C2 + b.C2);

    public static Fq6 operator -(in Fq6 a, in Fq6 b) => new(a.C0 - b.C0, a.C1 - b.C1, a.C2 - b.C2);

    public static Fq6 operator -(in Fq6 a) => new(-a.C0, -a.C1, -a.C2);

    /// <summary>Six products (Devegili et al., eprint 2006/471, Toom-Cook by Karatsuba).</summary>
    public static Fq6 operator *(in Fq6 a, in Fq6 b)
    {
        var p0 = a.C0 * b.C0;
        var p1 = a.C1 * b.C1;
        var p2 = a.C2 * b.C2;
        var p12 = ((a.C1 + a.C2) * (b.C1 + b.C2)) - p1 - p2;
        var p01 = ((a.C0 + a.C1) * (b.C0 + b.C1)) - p0 - p1;
        var p02 = ((a.C0 + a.C2) * (b.C0 + b.C2)) - p0 - p2;
        return new(p0 + p12.MultiplyByNonResidue(), p01 + p2.MultiplyByNonResidue(), p02 + p1);
    }

    public static Fq6 operator *(in Fq6 a, in Fq b) => new(a.C0 * b, a.C1 * b, a.C2 * b);

    /// <summary>this·(b0 + b1·v): five products.</summary>
    public Fq6 MultiplySparse(in Fq2 b0, in Fq2 b1)
    {
        var p0 = C0 * b0;
        var p1 = C1 * b1;
        var p01 = ((C0 + C1) * (b0 + b1)) - p0 - p1;
        return new(p0 + (C2 * b1).MultiplyByNonResidue(), p01, p1 + (C2 * b0));
    }

    public Fq6 Square() => this * this;

    public Fq6 Double() => this + this;

    /// <summary>this·v.</summary>
    public Fq6 MultiplyByV() => new(C2.MultiplyByNonResidue(), C0, C1);

    /// <inheritdoc/>
    public Fq6 Invert()
    {
        var t0 = C0.Square() - (C1 * C2).MultiplyByNonResidue();
        var t1 = C2.Square().MultiplyByNonResidue() - (C0 * C1);
        var t2 = C1.Square() - (C0 * C2);
        var norm = (C0 * t0) + ((C2 * t1) + (C1 * t2)).MultiplyByNonResidue();
        var inverseNorm = norm.Invert();
        return new(t0 * inverseNorm, t1 * inverseNorm, t2 * inverseNorm);
    }

    public bool Equals(Fq6 other) => C0.Equals(other.C0) && C1.Equals(other.C1) && C2.Equals(other.C2);

    public override bool Equals(object? obj) => obj is Fq6 other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(C0, C1, C2);
}
