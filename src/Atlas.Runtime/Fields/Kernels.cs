using System.Runtime.CompilerServices;

namespace Atlas.Runtime.Fields;

/// <summary>
/// Element-wise arithmetic on spans of <see cref="Fr"/>, by the fastest back end of this machine (<see cref="VectorBackend.Current"/>). All back
/// ends give the same bits. A destination may be one of the sources, but must not overlap one otherwise; all spans have one length.
/// </summary>
public static class Kernels
{
    /// <summary>Points at which <see cref="ProductSums"/> may evaluate: the ranges of its lanes are for these.</summary>
    internal const int MaximalPoints = 20;

    /// <summary>destination[i] = a[i]·b[i].</summary>
    public static void Multiply(Span<Fr> destination, ReadOnlySpan<Fr> a, ReadOnlySpan<Fr> b)
    {
        CheckLengths(destination.Length, a.Length, b.Length);
        VectorBackend.Current.Kernels.Multiply(destination, a, b);
    }

    /// <summary>destination[i] = scalar·a[i].</summary>
    public static void MultiplyScalar(Span<Fr> destination, ReadOnlySpan<Fr> a, in Fr scalar)
    {
        CheckLengths(destination.Length, a.Length, a.Length);
        VectorBackend.Current.Kernels.MultiplyScalar(destination, a, in scalar);
    }

    /// <summary>destination[i] = a[i] + b[i].</summary>
    public static void Add(Span<Fr> destination, ReadOnlySpan<Fr> a, ReadOnlySpan<Fr> b)
    {
        CheckLengths(destination.Length, a.Length, b.Length);
        VectorBackend.Current.Kernels.Add(destination, a, b);
    }

    /// <summary>destination[i] = a[i] - b[i].</summary>
    public static void Subtract(Span<Fr> destination, ReadOnlySpan<Fr> a, ReadOnlySpan<Fr> b)
    {
        CheckLengths(destination.Length, a.Length, b.Length);
        VectorBackend.Current.Kernels.Subtract(destination, a, b);
    }

    /// <summary>destination[i] = low[i] + r·(high[i] - low[i]): binds one variable of a multilinear polynomial. Cheaper where r is a challenge.</summary>
    public static void Fold(Span<Fr> destination, ReadOnlySpan<Fr> low, ReadOnlySpan<Fr> high, in Fr r)
    {
        CheckLengths(destination.Length, low.Length, high.Length);
        VectorBackend.Current.Kernels.Fold(destination, low, high, in r);
    }

    /// <summary>destination[i] += scalar·a[i].</summary>
    public static void MultiplyAdd(Span<Fr> destination, ReadOnlySpan<Fr> a, in Fr scalar)
    {
        CheckLengths(destination.Length, a.Length, a.Length);
        VectorBackend.Current.Kernels.MultiplyAdd(destination, a, in scalar);
    }

    /// <summary>destination[i] = pairs[2i] + r·(pairs[2i+1] - pairs[2i]): binds the last variable. Destination may be the first half of pairs.</summary>
    public static void FoldInterleaved(Span<Fr> destination, ReadOnlySpan<Fr> pairs, in Fr r)
    {
        CheckLengths(2 * destination.Length, pairs.Length, pairs.Length);
        VectorBackend.Current.Kernels.FoldInterleaved(destination, pairs, in r);
    }

    /// <summary>Σ a[i].</summary>
    public static Fr Sum(ReadOnlySpan<Fr> a) => VectorBackend.Current.Kernels.Sum(a);

    /// <summary>Σ a[i]·b[i].</summary>
    public static Fr InnerProduct(ReadOnlySpan<Fr> a, ReadOnlySpan<Fr> b)
    {
        CheckLengths(a.Length, a.Length, b.Length);
        return VectorBackend.Current.Kernels.InnerProduct(a, b);
    }

    /// <summary>Σ a[i]·b[i]·c[i].</summary>
    public static Fr InnerProduct3(ReadOnlySpan<Fr> a, ReadOnlySpan<Fr> b, ReadOnlySpan<Fr> c)
    {
        CheckLengths(a.Length, b.Length, c.Length);
        return VectorBackend.Current.Kernels.InnerProduct(a, b, c);
    }

    /// <summary>The round polynomial Σ_i a_i(X)·b_i(X) in one pass: two products a pair.</summary>
    public static QuadraticRound QuadraticSums(in Halves a, in Halves b)
    {
        CheckLengths(a.Count, b.Count, b.Count);
        return VectorBackend.Current.Kernels.QuadraticSums(in a, in b);
    }

    /// <summary>The round polynomial Σ_i a_i(X)·b_i(X)·c_i(X) in one pass: six products a triple.</summary>
    public static CubicRound CubicSums(in Halves a, in Halves b, in Halves c)
    {
        CheckLengths(a.Count, b.Count, c.Count);
        return VectorBackend.Current.Kernels.CubicSums(in a, in b, in c);
    }

    /// <summary>
    /// Adds to sums[k] the value at X = 0, 2, 3, … of Σ_i weights[i]·Π_f line_f,i(X) over the lines [start, start + count): one evaluation for each factor, as the claim gives
    /// the value at 1. Without weights they are one. Where the first factor is zero on a vector's lines they cost nothing. There are at most as many points as factors.
    /// </summary>
    internal static void ProductSums(Span<Fr> sums, in FactorLines lines, int start, int count, ReadOnlySpan<Fr> weights)
    {
        if (sums.Length > Math.Min(lines.Count, MaximalPoints))
        {
            throw new ArgumentOutOfRangeException(nameof(lines), $"{lines.Count} factors, {sums.Length} points.");
        }

        CheckLengths(count, weights.IsEmpty ? count : weights.Length, lines.Low(0).Slice(start, count).Length);
        VectorBackend.Current.Kernels.ProductSums(sums, in lines, start, count, weights);
    }

    /// <summary>Σ k[i]·a[i], unreduced until the end.</summary>
    public static Fr InnerProduct(ReadOnlySpan<Fr> a, ReadOnlySpan<long> k)
    {
        CheckLengths(a.Length, a.Length, k.Length);
        return VectorBackend.Current.Kernels.InnerProduct(a, k);
    }

    /// <summary>
    /// destination[j] = Σ_i weights[i]·cells[rowOffsets[i] + columnOffsets[j]], unreduced until the end: binds some axes of an integer tensor at
    /// a point. Fastest where runs of eight columns are contiguous, and integers have at most 32 bits.
    /// </summary>
    public static void CombineRows(
        Span<Fr> destination, ReadOnlySpan<Fr> weights, ReadOnlySpan<long> cells, ReadOnlySpan<int> rowOffsets, ReadOnlySpan<int> columnOffsets)
    {
        CheckLengths(weights.Length, rowOffsets.Length, weights.Length);
        CheckLengths(destination.Length, columnOffsets.Length, destination.Length);
        CheckOffsets(rowOffsets, columnOffsets, cells.Length);
        VectorBackend.Current.Kernels.CombineRows(destination, weights, cells, rowOffsets, columnOffsets);
    }

    /// <summary>The vector kernels read without bounds checks.</summary>
    private static void CheckOffsets(ReadOnlySpan<int> rows, ReadOnlySpan<int> columns, int cells)
    {
        if (rows.IsEmpty || columns.IsEmpty)
        {
            return;
        }

        var (lowestRow, highestRow) = Range(rows);
        var (lowestColumn, highestColumn) = Range(columns);
        if (lowestRow < 0 || lowestColumn < 0 || (long)highestRow + highestColumn >= cells)
        {
            throw new ArgumentException($"Offsets [{lowestRow}, {highestRow}] + [{lowestColumn}, {highestColumn}] in a table of {cells} cells.");
        }
    }

    private static (int Lowest, int Highest) Range(ReadOnlySpan<int> values)
    {
        var (lowest, highest) = (values[0], values[0]);
        foreach (var value in values)
        {
            lowest = Math.Min(lowest, value);
            highest = Math.Max(highest, value);
        }

        return (lowest, highest);
    }

    private static void CheckLengths(int expected, int a, int b, [CallerMemberName] string kernel = "")
    {
        if (a != expected || b != expected)
        {
            throw new ArgumentException($"{kernel}: spans of {expected}, {a} and {b} elements.");
        }
    }
}
