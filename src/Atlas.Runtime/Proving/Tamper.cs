using Atlas.Runtime.Commitments;
using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;
using Atlas.Runtime.FinalCheck;
using Atlas.Runtime.Sumcheck;

namespace Atlas.Runtime.Proving;

/// <summary>
/// Where a dishonest prover may lie, for the soundness tests: everything after a lie is computed consistently with it. The base class lies nowhere;
/// without one the prover is honest.
/// </summary>
internal class Tamper
{
    /// <summary>A tensor's padded table, after it has been computed.</summary>
    public virtual void Tensor(int id, Span<long> values)
    {
    }

    /// <summary>The outputs that the statement will claim.</summary>
    public virtual void Outputs(long[][] outputs)
    {
    }

    /// <summary>A site's integers before they are split into digits.</summary>
    public virtual void Advice(int site, Span<long> values)
    {
    }

    /// <summary>A site's digits, digit-major, D rows of <paramref name="stride"/> bytes; 16 and more: no one in the column.</summary>
    public virtual void Digits(int site, Span<byte> digits, int stride)
    {
    }

    /// <summary>The values of a constant tensor, as the walk sees them (the key stays).</summary>
    public virtual long[]? TableValues(int tensor, ReadOnlySpan<long> values) => null;

    /// <summary>A message before it is sent and absorbed.</summary>
    public virtual void Message(string label, Span<Fr> values)
    {
    }

    /// <summary>Commitments before they are sent and absorbed.</summary>
    public virtual void Points(string label, Span<G1Affine> values)
    {
    }

    /// <summary>Another prover for one sum of the walk.</summary>
    public virtual SumProver? Sum(Sum sum, Witness witness) => null;

    /// <summary>Another prover for one polynomial of the final check: columns with two ones and the like.</summary>
    public virtual IMemberProver? Member(FinalMember member, FinalCheckStatement statement, Witness witness) => null;

    /// <summary>The combined polynomial that is opened, 2^w' cells.</summary>
    public virtual void Combined(OpeningStatement statement, Span<Fr> cells)
    {
    }
}
