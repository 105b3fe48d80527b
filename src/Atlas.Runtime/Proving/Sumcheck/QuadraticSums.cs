using Atlas.Runtime.Fields;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Proving;

/// <summary>Inner products over the pairs of tables whose leading variable is open, in blocks that stay in the first-level cache.</summary>
internal static class QuadraticSums
{
    private const int Block = 128;

    /// <summary>Adds Σ a0·b0 to sums[0] and Σ (a1 - a0)·(b1 - b0) to sums[1], over the pairs [start, end).</summary>
    public static void Add(FieldTable a, FieldTable b, int start, int end, Span<Fr> sums)
    {
        Span<Fr> da = stackalloc Fr[Block], db = stackalloc Fr[Block];
        for (int at = start; at < end; at += Block)
        {
            int count = Math.Min(Block, end - at);
            ReadOnlySpan<Fr> a0 = a.Low.Slice(at, count), b0 = b.Low.Slice(at, count);
            Kernels.Subtract(da[..count], a.High.Slice(at, count), a0);
            Kernels.Subtract(db[..count], b.High.Slice(at, count), b0);
            sums[0] += Kernels.InnerProduct(a0, b0);
            sums[1] += Kernels.InnerProduct(da[..count], db[..count]);
        }
    }
}
