using Atlas.Reference.Channels;
using Atlas.Reference.Mathematics;
using Atlas.Runtime.Commitments;
using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;
using Atlas.Runtime.MultiScalar;
using Atlas.Runtime.Pairings;

namespace Atlas.Reference.Opening;

/// <summary>
/// Combination of all polynomials at ρ by powers of γ and of their rows by eq(ρ_{≥w}, ·), opened by HyperKZG (docs/protocol.md §8; eprint 2022/420, 2020/081, 2024/2099).
/// </summary>
public sealed class HyperKzg(Context context, Srs srs, int logWidth, FinalResult final)
{
    private readonly List<Fr[]> _folds = [];
    private readonly int _width = Math.Min(logWidth, final.Rho.Length);
    private Fr[] _powers = [];

    public void Run()
    {
        Fr gamma = context.FullChallenge("open.gamma");
        _powers = [.. Enumerable.Range(0, final.Members.Length).Select(i => gamma.Pow(i))];
        Fr value = Witness.Sum(final.Values.Zip(_powers, static (v, power) => v * power));
        G1Affine[] folds = context.Commitments("open.folds", _width - 1, CommitFolds);

        Fr z = context.FullChallenge("open.z");
        context.Check("open.z", !z.IsZero && !z.IsOne && !(z + Fr.One).IsZero);
        Fr[] xs = [z, -z, z * z];
        Fr[] at = context.Message("open.values", 3 * _width, _ => [.. _folds.Take(_width).SelectMany(f => xs.Select(x => Univariate.Horner(f, x)))]);
        for (int i = 0; i < _width; i++)
        {
            Fr above = i + 1 < _width ? at[(3 * i) + 5] : value, plus = at[3 * i], minus = at[(3 * i) + 1], rho = final.Rho[i];
            context.Check("open.fold", z * above + (z * above) == ((Fr.One - rho) * z * (plus + minus)) + (rho * (plus - minus)));
        }

        OpenBatch(folds, xs, at);
    }

    /// <summary>B = Σ q^i f_i has the values of I at the three points: h = (B - I)/Z, and B - I(y) - Z(y)·h vanishes at y.</summary>
    private void OpenBatch(G1Affine[] folds, Fr[] xs, Fr[] at)
    {
        Fr q = context.FullChallenge("open.q");
        Fr[] powers = [.. Enumerable.Range(0, _width).Select(i => q.Pow(i))];
        Fr[] interpolant = Univariate.Interpolate(xs, [.. Enumerable.Range(0, 3).Select(j => Witness.Sum(powers.Select((power, i) => power * at[(3 * i) + j])))]);
        Fr[] batch = [], quotient = [];
        G1Affine h = context.Commitments("open.H", 1, _ =>
        {
            batch = Combine(powers);
            quotient = xs.Aggregate(Subtract(batch, interpolant), Univariate.Divide);
            return [RowCommitter.Commit(srs, quotient)];
        })[0];

        Fr y = context.FullChallenge("open.y");
        Fr atY = Univariate.Horner(interpolant, y), vanishing = xs.Aggregate(Fr.One, (product, x) => product * (y - x));
        G1Affine w = context.Commitments("open.W", 1, _ =>
        {
            Fr[] last = Subtract(Subtract(batch, [atY]), [.. quotient.Select(c => vanishing * c)]);
            return [RowCommitter.Commit(srs, Univariate.Divide(last, y))];
        })[0];

        if (context.Witness is null)
        {
            G1Affine left = Msm.Compute([Commitment(), .. folds, G1Affine.Generator, h, w], [.. powers, -atY, -vanishing, y]);
            context.Check("open.pairing", Pairing.ProductIsOne([(left, G2Affine.Generator), (-w, srs.TauG2)]));
        }
    }

    /// <summary>eq(ρ_{≥w}, row).</summary>
    private Fr RowWeight(int row)
    {
        Fr[] high = [.. final.Rho[_width..].Reverse()];
        return Mle.Eq(Mle.IndexPoint(row, high.Length), high);
    }

    private G1Affine Commitment()
    {
        var rows = final.Members.SelectMany((member, i) => member.Commitments.Select(row => (Point: row.Value, Weight: _powers[i] * RowWeight(row.Key)))).ToArray();
        return Msm.Compute([.. rows.Select(static row => row.Point)], [.. rows.Select(static row => row.Weight)]);
    }

    private G1Affine[] CommitFolds(Witness witness)
    {
        _folds.Add(Combined());
        for (int i = 0; i < _width; i++)
        {
            _folds.Add([.. _folds[i].Chunk(2).Select(pair => pair[0] + (final.Rho[i] * (pair[1] - pair[0])))]);
        }

        if (witness.Tamper.Folds is { } lie)
        {
            Fr[][] folds = lie([.. _folds]);
            _folds.Clear();
            _folds.AddRange(folds);
        }

        return [.. _folds.Take(_width).Skip(1).Select(f => RowCommitter.Commit(srs, f))];
    }

    /// <summary>Σ γ^i Σ_row eq(ρ_{≥w}, row)·f_i(row, ·).</summary>
    private Fr[] Combined()
    {
        var sum = new Fr[1 << _width];
        for (int i = 0; i < final.Members.Length; i++)
        {
            foreach (int row in final.Members[i].Commitments.Keys)
            {
                Fr weight = _powers[i] * RowWeight(row);
                ReadOnlySpan<Fr> cells = final.Cells[i].AsSpan(row << _width);
                for (int j = 0; j < Math.Min(cells.Length, sum.Length); j++)
                {
                    sum[j] += weight * cells[j];
                }
            }
        }

        return sum;
    }

    private Fr[] Combine(Fr[] powers)
    {
        var sum = new Fr[Math.Max(3, _folds[0].Length)];
        for (int i = 0; i < powers.Length; i++)
        {
            for (int j = 0; j < _folds[i].Length; j++)
            {
                sum[j] += powers[i] * _folds[i][j];
            }
        }

        return sum;
    }

    private static Fr[] Subtract(Fr[] a, Fr[] b) => [.. a.Select((x, j) => j < b.Length ? x - b[j] : x)];
}
