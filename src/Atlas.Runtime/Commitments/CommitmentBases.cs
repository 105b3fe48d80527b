using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;
using Atlas.Runtime.MultiScalar;

namespace Atlas.Runtime.Commitments;

/// <summary>The powers of τ that a model's commitments use, with what is computed from them once a key.</summary>
internal sealed class CommitmentBases
{
    /// <summary>Rows up to this width get a table of multiples: 42 MB at most.</summary>
    private const int MaxLogMultiples = 16;

    private readonly Srs _srs;
    private readonly FixedBases? _multiples;

    public CommitmentBases(Srs srs, int logWidth, int threads)
    {
        _srs = srs;
        Columns = new ColumnSelector(srs.Powers, logWidth, threads);
        _multiples = logWidth <= MaxLogMultiples ? new FixedBases(srs.Powers[..(1 << logWidth)], threads) : null;
    }

    public ColumnSelector Columns { get; }

    /// <summary>[f] of polynomials given by their coefficients.</summary>
    public G1Affine[] Commit(ReadOnlyMemory<Fr>[] polynomials, int threads) => _multiples is { } multiples
        ? multiples.Multiply(polynomials, threads)
        : Array.ConvertAll(polynomials, polynomial => Msm.Compute(_srs.Powers, polynomial.Span, threads));
}
