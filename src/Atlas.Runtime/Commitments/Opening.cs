using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;
using Atlas.Runtime.FinalCheck;
using Atlas.Runtime.Model;
using Atlas.Runtime.Polynomials;
using Atlas.Runtime.Sumcheck;

namespace Atlas.Runtime.Commitments;

/// <summary>What is opened: Σ_i γ^i f_i, rows combined by eq(ρ_{≥w}, ·), at ρ_{&lt;w} (docs/protocol.md §8).</summary>
public sealed class OpeningStatement
{
    /// <summary>eq(ρ_{≥w}, row): a row that is not sent is the identity, so a short polynomial has row 0 only.</summary>
    private readonly Fr[] _rowWeights;

    internal OpeningStatement(IReadOnlyList<FinalMember> members, CompiledModel model, Fr[] rho, Fr[] values, Fr gamma)
    {
        Members = members;
        Rho = rho;
        LogWidth = Math.Min(model.LogWidth, rho.Length);
        Fr[] high = rho[LogWidth..];
        Array.Reverse(high);
        _rowWeights = Multilinear.EqTable(high);
        Powers = new Fr[members.Count];
        Fr power = Fr.One, value = Fr.Zero;
        for (int i = 0; i < Powers.Length; i++)
        {
            Powers[i] = power;
            value += power * values[i];
            power *= gamma;
        }

        Value = value;
    }

    public IReadOnlyList<FinalMember> Members { get; }

    /// <summary>γ^i.</summary>
    public Fr[] Powers { get; }

    /// <summary>The final check's point, by position from the lowest variable.</summary>
    public Fr[] Rho { get; }

    /// <summary>w' = min(w, N).</summary>
    public int LogWidth { get; }

    /// <summary>Σ_i γ^i f_i(ρ).</summary>
    public Fr Value { get; }

    /// <summary>Weights of a member's rows, γ^i included: for a site those of <paramref name="rows"/>, for a constant all rows of its polynomial.</summary>
    public Fr[] RowWeights(int member, ReadOnlySpan<int> rows)
    {
        Fr power = Powers[member];
        if (Members[member].RowPoint is { } combine)
        {
            return Multilinear.EqTable(combine, power * _rowWeights[0]);
        }

        var weights = new Fr[rows.Length];
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = _rowWeights[rows[i]];
        }

        Kernels.MultiplyScalar(weights, weights, power);
        return weights;
    }
}

/// <summary>The opening's messages and challenges.</summary>
public sealed record OpeningProof(G1Affine[] Folds, Fr[] Values, G1Affine H, G1Affine W, Fr Z, Fr Q, Fr Y);

/// <summary>The prover's side of an opening.</summary>
public interface IOpeningProver
{
    /// <summary>[f_1] … [f_{w'-1}].</summary>
    G1Affine[] Folds();

    /// <summary>f_i(z), f_i(-z), f_i(z²) for i = 0 … w'-1, in this order.</summary>
    Fr[] Values(Fr z);

    /// <summary>[(B - I)/Z] with B = Σ q^i f_i.</summary>
    G1Affine Quotient(Fr q);

    /// <summary>[(B - I(y) - Z(y)·H)/(X - y)].</summary>
    G1Affine Witness(Fr y);
}

/// <summary>
/// HyperKZG: Gemini folding (eprint 2022/420) with a batched KZG opening at z, -z, z² (eprint 2020/081; as in MicroNova, eprint 2024/2099). f is multilinear in w variables, given by its 2^w values, which are also
/// the coefficients of a univariate f_0; f_{i+1}[j] = (1-ρ_i)·f_i[2j] + ρ_i·f_i[2j+1].
/// </summary>
public static class Opening
{
    public static void Run(Channel channel, CompiledModel model, IReadOnlyList<FinalMember> members, Fr[] rho, Fr[] values)
    {
        var statement = new OpeningStatement(members, model, rho, values, channel.FullChallenge());
        IOpeningProver? prover = channel.Open(statement);
        int w = statement.LogWidth;
        G1Affine[] folds = channel.Points("open.folds", w - 1, identityAllowed: true, prover is null ? null : prover.Folds);

        Fr z = channel.FullChallenge();
        channel.Check("open.z", !z.IsZero && !z.IsOne && !(z + Fr.One).IsZero);
        Fr[] at = channel.Message("open.values", 3 * w, prover is null ? null : () => prover.Values(z));
        for (int i = 0; i < w; i++)
        {
            Fr above = i + 1 < w ? at[(3 * (i + 1)) + 2] : statement.Value;
            Fr plus = at[3 * i], minus = at[(3 * i) + 1];
            Fr folded = (Fr.One - rho[i]) * z * (plus + minus) + rho[i] * (plus - minus);
            channel.Check("open.fold", (z + z) * above, folded);
        }

        Fr q = channel.FullChallenge();
        G1Affine h = channel.Points("open.H", 1, identityAllowed: true, prover is null ? null : () => [prover.Quotient(q)])[0];
        Fr y = channel.FullChallenge();
        G1Affine witness = channel.Points("open.W", 1, identityAllowed: true, prover is null ? null : () => [prover.Witness(y)])[0];
        channel.CheckOpening(statement, new OpeningProof(folds, at, h, witness, z, q, y));
    }

    /// <summary>Coefficients of I, the polynomial of degree &lt; 3 through the values of B = Σ q^i f_i at z, -z, z²; <paramref name="values"/> as they are sent.</summary>
    public static Fr[] Interpolant(ReadOnlySpan<Fr> values, Fr z, Fr q)
    {
        Span<Fr> b = stackalloc Fr[3];
        b.Clear();
        Fr power = Fr.One;
        for (int i = 0; i < values.Length; i += 3, power *= q)
        {
            for (int j = 0; j < 3; j++)
            {
                b[j] += power * values[i + j];
            }
        }

        return Quadratic([z, -z, z.Square()], b);
    }

    /// <summary>Z(y) = (y - z)(y + z)(y - z²).</summary>
    public static Fr Vanishing(Fr z, Fr y) => (y - z) * (y + z) * (y - z.Square());

    /// <summary>Coefficients, constant first, of the polynomial of degree &lt; 3 through three points.</summary>
    public static Fr[] Quadratic(ReadOnlySpan<Fr> xs, ReadOnlySpan<Fr> ys)
    {
        var result = new Fr[3];
        for (int i = 0; i < 3; i++)
        {
            Fr a = xs[(i + 1) % 3], b = xs[(i + 2) % 3];
            Fr denominator = (xs[i] - a) * (xs[i] - b);
            if (denominator.IsZero)
            {
                return result;   // z is 0, 1 or -1: already rejected
            }

            Fr scale = ys[i] * denominator.Invert();
            result[0] += scale * a * b;
            result[1] -= scale * (a + b);
            result[2] += scale;
        }

        return result;
    }
}
