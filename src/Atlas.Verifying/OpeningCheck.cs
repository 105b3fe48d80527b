using Atlas.Runtime.Commitments;
using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;
using Atlas.Runtime.FinalCheck;
using Atlas.Runtime.Keys;
using Atlas.Runtime.Model;
using Atlas.Runtime.MultiScalar;
using Atlas.Runtime.Pairings;
using Atlas.Runtime.Polynomials;

namespace Atlas.Verifying;

/// <summary>
/// e(C_B - I(y)·G - Z(y)·[H] + y·[W], G2) = e([W], [τ]_2) with C_B = Σ_i q^i [f_i] and [f_0] = Σ γ^i Σ_rows weight·row: one multi-scalar multiplication and two pairings
/// (docs/protocol.md §8).
/// </summary>
internal static class OpeningCheck
{
    public static bool Holds(OpeningStatement statement, OpeningProof proof, CompiledModel model, VerifyingKey key, G1Affine[][] siteRows)
    {
        var points = new List<G1Affine>();
        var scalars = new List<Fr>();
        for (int m = 0; m < statement.Members.Count; m++)
        {
            FinalMember member = statement.Members[m];
            G1Affine[] rows = member.Site is null ? key.Polynomials[member.Polynomial] : siteRows[member.SiteIndex];
            int[] indices = member.Site is null ? [.. Enumerable.Range(0, rows.Length)] : model.Sites[member.SiteIndex].Rows;
            points.AddRange(rows);
            scalars.AddRange(statement.RowWeights(m, indices));
        }

        Fr power = proof.Q;
        foreach (G1Affine fold in proof.Folds)
        {
            points.Add(fold);
            scalars.Add(power);
            power *= proof.Q;
        }

        Fr[] interpolant = Opening.Interpolant(proof.Values, proof.Z, proof.Q);
        points.AddRange([G1Affine.Generator, proof.H, proof.W]);
        scalars.AddRange([-RoundPolynomial.Horner(interpolant, proof.Y), -Opening.Vanishing(proof.Z, proof.Y), proof.Y]);
        G1Affine left = Msm.Compute([.. points], [.. scalars]);
        return Pairing.ProductIsOne([(left, G2Lines.Generator), (-proof.W, key.TauLines)]);
    }
}
