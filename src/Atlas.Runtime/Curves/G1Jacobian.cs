using System.Buffers;
using Atlas.Runtime.Fields;

namespace Atlas.Runtime.Curves;

/// <summary>A point of G1 in Jacobian coordinates: sums without inversions. All sums are right, also of equal, opposite and infinite points.</summary>
public readonly struct G1Jacobian : IEquatable<G1Jacobian>
{
    private readonly Jacobian<Fq> point;

    internal G1Jacobian(in Jacobian<Fq> point) => this.point = point;

    public static G1Jacobian Infinity => new(Jacobian<Fq>.Infinity);

    public bool IsInfinity => point.IsInfinity;

    internal Jacobian<Fq> Point => point;

    public static implicit operator G1Jacobian(in G1Affine p) =>
        p.IsInfinity ? Infinity : new(new Jacobian<Fq>(p.X, p.Y, Fq.One));

    public static G1Jacobian operator +(in G1Jacobian p, in G1Jacobian q) => new(Jacobian<Fq>.Add(in p.point, in q.point));

    public static G1Jacobian operator +(in G1Jacobian p, in G1Affine q) =>
        q.IsInfinity ? p : new(Jacobian<Fq>.Add(in p.point, q.X, q.Y));

    public static G1Jacobian operator -(in G1Jacobian p) => new(p.point.Negate());

    public static G1Jacobian operator -(in G1Jacobian p, in G1Jacobian q) => p + (-q);

    /// <summary>scalar·P, in variable time.</summary>
    public static G1Jacobian operator *(in Fr scalar, in G1Jacobian p) => new(p.point.Multiply(scalar.ToInteger()));

    public static bool operator ==(in G1Jacobian p, in G1Jacobian q) => p.Equals(q);

    public static bool operator !=(in G1Jacobian p, in G1Jacobian q) => !p.Equals(q);

    public G1Jacobian Double() => new(point.Double());

    public G1Affine ToAffine()
    {
        var (x, y) = point.ToAffine();
        return new(in x, in y);
    }

    /// <summary>Converts many points with one inversion.</summary>
    public static void ToAffine(ReadOnlySpan<G1Jacobian> points, Span<G1Affine> destination)
    {
        var pooled = ArrayPool<Fq>.Shared.Rent(points.Length);
        var inverses = pooled.AsSpan(0, points.Length);
        for (var i = 0; i < points.Length; i++)
        {
            inverses[i] = points[i].point.Z;
        }

        Fq.BatchInvert(inverses);
        for (var i = 0; i < points.Length; i++)
        {
            var (x, y) = points[i].point.ToAffine(in inverses[i]);
            destination[i] = new(in x, in y);
        }

        ArrayPool<Fq>.Shared.Return(pooled);
    }

    /// <summary>The same point, whatever the coordinates.</summary>
    public bool Equals(G1Jacobian other) => point.SamePoint(in other.point);

    public override bool Equals(object? obj) => obj is G1Jacobian other && Equals(other);

    public override int GetHashCode() => ToAffine().GetHashCode();

    public override string ToString() => ToAffine().ToString();
}
