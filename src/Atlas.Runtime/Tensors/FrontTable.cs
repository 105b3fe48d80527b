using Atlas.Runtime.Fields;
using Atlas.Runtime.Platform;
using Atlas.Runtime.Polynomials;
using Atlas.Runtime.Sumcheck;

namespace Atlas.Runtime.Tensors;

/// <summary>
/// A front on the whole Boolean cube, where a prover needs it so. Each eq is the product of a table over the leading and one over the trailing variables: one product a value and claim.
/// </summary>
internal static class FrontTable
{
    private const int TrailingVariables = 8;

    /// <summary>Values below which a second thread is not worth it.</summary>
    private const int ParallelValues = 1 << 11;

    /// <param name="front">The front.</param>
    /// <param name="table">2^Variables values.</param>
    /// <param name="threads">Number of threads.</param>
    public static void Write(Front front, Memory<Fr> table, int threads)
    {
        int trailing = Math.Min(TrailingVariables, front.Variables), parts = front.Parts.Length;
        Fr[][] outer = new Fr[parts][], inner = new Fr[parts][];
        for (int i = 0; i < parts; i++)
        {
            (Fr weight, Point point) = front.Parts[i];
            outer[i] = Multilinear.EqTable(point.Coordinates[..^trailing], weight);
            inner[i] = Multilinear.EqTable(point.Coordinates[^trailing..]);
        }

        StaticPartition.For(table.Length < ParallelValues ? 1 : threads, outer[0].Length, (start, end, _) =>
        {
            for (int x = start; x < end; x++)
            {
                Span<Fr> row = table.Span.Slice(x << trailing, 1 << trailing);
                Kernels.MultiplyScalar(row, inner[0], outer[0][x]);
                for (int i = 1; i < parts; i++)
                {
                    Kernels.MultiplyAdd(row, inner[i], outer[i][x]);
                }
            }
        });
    }
}
