using Atlas.Reference.Opening;
using Atlas.Runtime.Commitments;
using Atlas.Runtime.Curves;

namespace Atlas.Reference;

/// <summary>Commitments of the constants, row by row, and what the transcript absorbs of the statement's frame.</summary>
public sealed record ReferenceKey(G1Affine[][] Polynomials, byte[] Version, byte[] Digest, Srs Srs)
{
    /// <summary>Commits every constant polynomial of a model.</summary>
    public static G1Affine[][] Commit(ReferenceModel model, Srs srs) =>
        [.. Enumerable.Range(0, model.Plan.Commitments.Polynomials.Length).Select(p => RowCommitter.CommitRows(srs, model.Polynomial(p), model.LogWidth))];
}
