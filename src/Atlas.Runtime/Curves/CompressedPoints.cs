using System.Buffers;
using Atlas.Runtime.Fields;

namespace Atlas.Runtime.Curves;

/// <summary>Reading many compressed points: the square roots, nearly all of the work, are taken together.</summary>
internal static class CompressedPoints
{
    /// <summary>Reads one point from every 32 bytes. False where one is not valid; then <paramref name="invalid"/> is its index.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, Span<G1Affine> points, out int invalid)
    {
        var abscissas = ArrayPool<Fq>.Shared.Rent(points.Length);
        var ordinates = ArrayPool<Fq>.Shared.Rent(points.Length);
        invalid = 0;
        while (invalid < points.Length && TryReadAbscissa(Encoding(bytes, invalid), out abscissas[invalid]))
        {
            ordinates[invalid] = G1Affine.RightSide(in abscissas[invalid]);
            invalid++;
        }

        var readable = invalid;
        SquareRoots.Candidates(ordinates.AsSpan(0, readable));
        for (invalid = 0; invalid < readable; invalid++)
        {
            if (!TryFinish(Encoding(bytes, invalid), in abscissas[invalid], in ordinates[invalid], out points[invalid]))
            {
                break;
            }
        }

        ArrayPool<Fq>.Shared.Return(abscissas);
        ArrayPool<Fq>.Shared.Return(ordinates);
        return invalid == points.Length;
    }

    private static ReadOnlySpan<byte> Encoding(ReadOnlySpan<byte> bytes, int index) => bytes.Slice(index * G1Affine.Bytes, G1Affine.Bytes);

    /// <summary>x, or anything for infinity; false when the bytes cannot be a point's whatever the curve.</summary>
    private static bool TryReadAbscissa(ReadOnlySpan<byte> bytes, out Fq x)
    {
        x = default;
        if (PointFlags.IsInfinity(bytes[^1]))
        {
            return PointFlags.IsCanonicalInfinity(bytes);
        }

        Span<byte> abscissa = stackalloc byte[G1Affine.Bytes];
        bytes.CopyTo(abscissa);
        abscissa[^1] &= PointFlags.CoordinateMask;
        return Fq.TryRead(abscissa, out x);
    }

    private static bool TryFinish(ReadOnlySpan<byte> bytes, in Fq x, in Fq root, out G1Affine point)
    {
        if (PointFlags.IsInfinity(bytes[^1]))
        {
            point = G1Affine.Infinity;
            return true;
        }

        var larger = (bytes[^1] & PointFlags.LargerRoot) != 0;
        return G1Affine.TryCreate(in x, root.IsLarger == larger ? root : -root, out point);
    }
}
