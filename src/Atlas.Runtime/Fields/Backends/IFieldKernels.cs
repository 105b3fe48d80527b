namespace Atlas.Runtime.Fields.Backends;

/// <summary>
/// Span kernels over Fr. Every implementation gives the same bits. Lengths are checked by the caller, <see cref="Kernels"/>; a destination
/// may be one of the sources, but must not overlap one otherwise.
/// </summary>
internal interface IFieldKernels
{
    void Multiply(Span<Fr> destination, ReadOnlySpan<Fr> a, ReadOnlySpan<Fr> b);

    void MultiplyScalar(Span<Fr> destination, ReadOnlySpan<Fr> a, in Fr scalar);

    void Add(Span<Fr> destination, ReadOnlySpan<Fr> a, ReadOnlySpan<Fr> b);

    void Subtract(Span<Fr> destination, ReadOnlySpan<Fr> a, ReadOnlySpan<Fr> b);

    void Fold(Span<Fr> destination, ReadOnlySpan<Fr> low, ReadOnlySpan<Fr> high, in Fr r);

    void MultiplyAdd(Span<Fr> destination, ReadOnlySpan<Fr> a, in Fr scalar);

    void FoldInterleaved(Span<Fr> destination, ReadOnlySpan<Fr> pairs, in Fr r);

    Fr Sum(ReadOnlySpan<Fr> a);

    Fr InnerProduct(ReadOnlySpan<Fr> a, ReadOnlySpan<Fr> b);

    Fr InnerProduct(ReadOnlySpan<Fr> a, ReadOnlySpan<Fr> b, ReadOnlySpan<Fr> c);

    QuadraticRound QuadraticSums(in Halves a, in Halves b);

    CubicRound CubicSums(in Halves a, in Halves b, in Halves c);

    void ProductSums(Span<Fr> sums, in FactorLines lines, int start, int count, ReadOnlySpan<Fr> weights);

    Fr InnerProduct(ReadOnlySpan<Fr> a, ReadOnlySpan<long> k);

    void CombineRows(
        Span<Fr> destination, ReadOnlySpan<Fr> weights, ReadOnlySpan<long> cells, ReadOnlySpan<int> rowOffsets, ReadOnlySpan<int> columnOffsets);
}
