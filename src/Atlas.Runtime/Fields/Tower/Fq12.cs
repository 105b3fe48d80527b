namespace Atlas.Runtime.Fields.Tower;

/// <summary>c0 + c1·w, w² = v: the field of pairing values.</summary>
public readonly struct Fq12(in Fq6 c0, in Fq6 c1) : IField<Fq12>
{
    public Fq6 C0 { get; } = c0;

    public Fq6 C1 { get; } = c1;

    public static Fq12 Zero => default;

    public static Fq12 One => new(Fq6.One, Fq6.Zero);

    public bool IsZero => C0.IsZero && C1.IsZero;

    public static Fq12 operator +(in Fq12 a, in Fq12 b) => new(a.C0 + b.C0, a.C1 + b.C1);

    public static Fq12 operator -(in Fq12 a, in Fq12 b) => new(a.C0 - b.C0, a.C1 - b.C1);

    public static Fq12 operator -(in Fq12 a) => new(-a.C0, -a.C1);

    public static Fq12 operator *(in Fq12 a, in Fq12 b)
    {
        var low = a.C0 * b.C0;
        var high = a.C1 * b.C1;
        return new(low + high.MultiplyByV(), ((a.C0 + a.C1) * (b.C0 + b.C1)) - low - high);
    }

    /// <summary>this·(a + (b0 + b1·v)·w), the shape of a line: 13 products of Fq2.</summary>
    public Fq12 MultiplyByLine(in Fq a, in Fq2 b0, in Fq2 b1)
    {
        var low = C0 * a;
        var high = C1.MultiplySparse(in b0, in b1);
        var sum = (C0 + C1).MultiplySparse(new Fq2(b0.C0 + a, b0.C1), in b1);
        return new(low + high.MultiplyByV(), sum - low - high);
    }

    /// <summary>Two products of Fq6.</summary>
    public Fq12 Square()
    {
        var mixed = C0 * C1;
        var square = ((C0 + C1) * (C0 + C1.MultiplyByV())) - mixed - mixed.MultiplyByV();
        return new(in square, mixed.Double());
    }

    /// <summary>
    /// The square of an element of the cyclotomic subgroup, of order q^4 - q^2 + 1: three squares in Fq4, half of what <see cref="Square"/> costs
    /// (Granger, Scott, eprint 2009/565).
    /// </summary>
    public Fq12 CyclotomicSquare()
    {
        var (a0, a1) = SquareFq4(C0.C0, C1.C1);
        var (b0, b1) = SquareFq4(C1.C0, C0.C2);
        var (c0, c1) = SquareFq4(C0.C1, C1.C2);
        c1 = c1.MultiplyByNonResidue();
        return new(
            new Fq6(Less(in a0, C0.C0), Less(in b0, C0.C1), Less(in c0, C0.C2)),
            new Fq6(More(in c1, C1.C0), More(in a1, C1.C1), More(in b1, C1.C2)));

        static Fq2 Less(in Fq2 square, in Fq2 x) => (square - x).Double() + square;

        static Fq2 More(in Fq2 square, in Fq2 x) => (square + x).Double() + square;
    }

    /// <summary>(a + b·s)² with s² = 9 + u.</summary>
    private static (Fq2 C0, Fq2 C1) SquareFq4(in Fq2 a, in Fq2 b)
    {
        var low = a.Square();
        var high = b.Square();
        return (low + high.MultiplyByNonResidue(), (a + b).Square() - low - high);
    }

    public Fq12 Double() => this + this;

    /// <summary>c0 - c1·w = this^(q^6), the inverse of an element of the cyclotomic subgroup.</summary>
    public Fq12 Conjugate() => new(C0, -C1);

    /// <inheritdoc/>
    public Fq12 Invert()
    {
        var inverseNorm = (C0.Square() - C1.Square().MultiplyByV()).Invert();
        return new(C0 * inverseNorm, -(C1 * inverseNorm));
    }

    /// <summary>this^q: conjugates the coefficients in Fq2 and multiplies that of w^i by (9 + u)^(i(q-1)/6).</summary>
    public Fq12 Frobenius()
    {
        var powers = FrobeniusPowers.OfW;
        return new(
            new Fq6(C0.C0.Conjugate(), C0.C1.Conjugate() * powers[2], C0.C2.Conjugate() * powers[4]),
            new Fq6(C1.C0.Conjugate() * powers[1], C1.C1.Conjugate() * powers[3], C1.C2.Conjugate() * powers[5]));
    }

    public bool Equals(Fq12 other) => C0.Equals(other.C0) && C1.Equals(other.C1);

    public override bool Equals(object? obj) => obj is Fq12 other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(C0, C1);
}
