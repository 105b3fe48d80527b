using System.Runtime.CompilerServices;
using Atlas.Runtime.Arithmetic;
using Atlas.Runtime.Fields;

namespace Atlas.Runtime.Curves;

/// <summary>
/// A point of a curve y² = x³ + b in Jacobian coordinates: (X/Z², Y/Z³), infinity where Z is zero. Every sum is right, also of equal,
/// opposite and infinite points. Formulas: Bernstein-Lange, Explicit-Formulas Database, "dbl-2009-l", "add-2007-bl", "madd-2007-bl".
/// </summary>
internal readonly struct Jacobian<TField>(TField x, TField y, TField z)
    where TField : unmanaged, IField<TField>
{
    public readonly TField X = x, Y = y, Z = z;

    public static Jacobian<TField> Infinity => new(TField.One, TField.One, TField.Zero);

    public bool IsInfinity => Z.IsZero;

    /// <summary>2 products and 5 squarings.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Jacobian<TField> Double()
    {
        var a = X.Square();
        var b = Y.Square();
        var c = b.Square();
        var d = ((X + b).Square() - a - c).Double();
        var e = a.Double() + a;
        var x = e.Square() - d.Double();
        return new(x, (e * (d - x)) - c.Double().Double().Double(), (Y * Z).Double());
    }

    /// <summary>11 products and 5 squarings.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Jacobian<TField> Add(in Jacobian<TField> p, in Jacobian<TField> q)
    {
        if (p.IsInfinity)
        {
            return q;
        }

        if (q.IsInfinity)
        {
            return p;
        }

        var zp = p.Z.Square();
        var zq = q.Z.Square();
        var up = p.X * zq;
        var sp = p.Y * (q.Z * zq);
        var h = (q.X * zp) - up;
        var r = ((q.Y * (p.Z * zp)) - sp).Double();
        if (h.IsZero)
        {
            return r.IsZero ? p.Double() : Infinity;
        }

        var sum = Sum(in up, in sp, in h, in r);
        return new(sum.X, sum.Y, ((p.Z + q.Z).Square() - zp - zq) * h);
    }

    /// <summary>Adds the finite affine point (x, y): 7 products and 4 squarings.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Jacobian<TField> Add(in Jacobian<TField> p, in TField x, in TField y)
    {
        if (p.IsInfinity)
        {
            return new(x, y, TField.One);
        }

        var zp = p.Z.Square();
        var h = (x * zp) - p.X;
        var r = ((y * (p.Z * zp)) - p.Y).Double();
        if (h.IsZero)
        {
            return r.IsZero ? p.Double() : Infinity;
        }

        var sum = Sum(in p.X, in p.Y, in h, in r);
        return new(sum.X, sum.Y, (p.Z * h).Double());
    }

    /// <summary>X and Y of a sum, from the first point's u and s, and the differences h of u and r/2 of s.</summary>
    private static (TField X, TField Y) Sum(in TField u, in TField s, in TField h, in TField r)
    {
        var i = h.Double().Square();
        var j = h * i;
        var v = u * i;
        var x = r.Square() - j - v.Double();
        return (x, (r * (v - x)) - (s * j).Double());
    }

    public Jacobian<TField> Negate() => new(X, -Y, Z);

    /// <summary>scalar·P, in windows of four bits; the scalar is any 256-bit integer.</summary>
    public Jacobian<TField> Multiply(in UInt256 scalar)
    {
        Span<Jacobian<TField>> multiples = stackalloc Jacobian<TField>[16];
        multiples[0] = Infinity;
        for (var i = 1; i < multiples.Length; i++)
        {
            multiples[i] = Add(in multiples[i - 1], in this);
        }

        var result = Infinity;
        for (var bit = 252; bit >= 0; bit -= 4)
        {
            result = result.Double().Double().Double().Double();
            result = Add(in result, in multiples[(int)scalar.Bits(bit, 4)]);
        }

        return result;
    }

    public bool SamePoint(in Jacobian<TField> other)
    {
        if (IsInfinity || other.IsInfinity)
        {
            return IsInfinity && other.IsInfinity;
        }

        var z = Z.Square();
        var otherZ = other.Z.Square();
        return (X * otherZ).Equals(other.X * z) && (Y * (otherZ * other.Z)).Equals(other.Y * (z * Z));
    }

    /// <summary>The affine coordinates; zeros for infinity.</summary>
    public (TField X, TField Y) ToAffine() => IsInfinity ? default : ToAffine(Z.Invert());

    /// <summary>The affine coordinates, given 1/Z; zeros for infinity, of which 1/Z is taken to be zero.</summary>
    public (TField X, TField Y) ToAffine(in TField inverseZ)
    {
        var square = inverseZ.Square();
        return (X * square, Y * (square * inverseZ));
    }
}
