using System.Numerics;
using Atlas.Compiler.Building;
using Atlas.Reference;
using Atlas.Reference.Channels;
using Atlas.Reference.Mathematics;
using Atlas.Reference.Opening;
using Atlas.Runtime.Fields;
using Atlas.Soundness.Tests.Malicious;
using Atlas.Soundness.Tests.Models;

namespace Atlas.Soundness.Tests;

/// <summary>
/// Coordinated forgeries that work if one kind of message were not absorbed, and fail when it is (soundness rows 3-5). Each has two runs of the lying prover: the first learns the
/// challenges, the second sends messages that depend on them.
/// </summary>
public class FrozenChallengeTests
{
    private static readonly Tamper Dishonest = new() { Message = static (_, values) => values };

    [Fact]
    public void RoundPolynomial_NotAbsorbed_WouldBeForgeable()
    {
        var g = new Graph("round");
        int x = g.Input("x", [3, 2], -9, 9, Graph.Integers(2, 6, -9, 9));
        int product = g.Plan.Contract("y", x, g.Constant("w", [5, 2], Graph.Integers(1, 10, -9, 9)), "ik,jk->ij");
        string label = $"t{product}";

        // g_0 and g_2 are sent, g_1 = claim - 2g_0 - g_2 carries the lie e: Δg(r) = Δg_0·(1 - 2r) + e·r = 0
        AssertForgeableOnlyIfFrozen(g.Finish(product), [$"{label}.round"], (_, values, known) =>
        {
            Fr r = known[$"{label}.r"][0], e = Mle.EqTable(known[$"output.{label}.tau"])[0];
            return [values[0] - (e * r * (Fr.One - r - r).Invert()), values[1]];
        });
    }

    [Fact]
    public void TailsAndSelection_NotAbsorbed_WouldBeForgeable()
    {
        var g = new Graph("frozen-tails");
        int x = g.Input("x", [5], -300, 300, [-300, 300, 7, -16, 200]);
        var table = new Compiler.Plan.TableSpec(-8, 16, 0, 0, false, new Compiler.Plan.UnaryExpression(Compiler.Plan.UnaryFunction.Abs, new Compiler.Plan.VariableExpression()));
        int y = g.Plan.Activation("y", x, 1, 4, table, new LinearTail(-1, 5), new LinearTail(1, 7));
        string label = $"t{y}";
        Fr[] values = [.. Enumerable.Range(0, 16).Select(static i => Fr.FromInt64(Math.Abs(i - 8)))];

        // a lie d in the claim of phase 1 is d·Π r_i at its end, so d·R in G(r_a); d·R + η·(e - d) = 0 keeps phase 2
        AssertForgeableOnlyIfFrozen(g.Finish(y), [$"{label}.tails", $"{label}.G"], (name, message, known) =>
        {
            Fr[] rounds = [.. known[$"{label}.table.r"]];
            Fr e = Mle.EqTable(known[$"output.{label}.tau"])[0], eta = known[$"{label}.eta"][0];
            Fr product = rounds.Aggregate(Fr.One, static (a, r) => a * r) * Mle.Evaluate(values, rounds).Invert();
            Fr d = eta * e * (eta - product).Invert();
            return name == $"{label}.tails" ? [message[0] + e - d] : [message[0] + (d * product), message[1]];
        });
    }

    // Row 5: two false values cancel in Σ γ^i v_i and satisfy the end of the final check.
    [Fact]
    public void ValuesAtTheFinalPoint_NotAbsorbed_WouldBeForgeable()
    {
        var g = new Graph("values");
        int x = g.Input("x", [3, 2], -9, 9, Graph.Integers(2, 6, -9, 9));
        int a = g.Plan.Contract("a", x, g.Constant("v", [32, 2], Graph.Integers(3, 64, -9, 9)), "ik,jk->ij");
        int b = g.Plan.Contract("b", x, g.Constant("w", [32, 2], Graph.Integers(4, 64, -9, 9)), "ik,jk->ij");
        TinyModel model = g.Finish(g.Affine("y", [3, 32], 0, (1, a, null), (1, b, null)));
        var verdicts = new List<bool>();
        foreach (string[] frozen in (string[][])[["final.values"], []])
        {
            // a false last round moves the value that the two must explain; γ is known
            Tamper first = Lies.InMessage("final.round", static values => values[0] += Fr.One);
            var known = new FrozenTranscript(frozen);
            Assert.False(Accepted(model, first, null, frozen, known));
            Fr gamma = known.Drawn["open.gamma"][0];
            Tamper second = first with
            {
                Checked = (label, values, residual) =>
                {
                    if (label != "final.values")
                    {
                        return values;
                    }

                    Fr at = residual(values), da = residual([values[0] + Fr.One, values[1]]) - at, db = residual([values[0], values[1] + Fr.One]) - at;
                    Fr d = -at * (db - (gamma * da)).Invert();
                    return [values[0] - (gamma * d), values[1] + d];
                },
            };
            verdicts.Add(Accepted(model, second, null, frozen));
        }

        Assert.Equal([true, false], verdicts);
    }

    // With z known before the folds are sent, a false value is carried by a false last fold.
    [Fact]
    public void Folds_NotAbsorbed_WouldBeForgeable()
    {
        TinyModel model = TinyModels.Get("linear");
        Fr[] f = [.. Graph.Integers(5, 8, 0, 99).Select(Fr.FromInt64)], rho = [.. Graph.Integers(6, 3, 2, 1 << 30).Select(Fr.FromInt64)];
        var member = new FinalMember(null, 0, 3) { Commitments = new() { [0] = RowCommitter.Commit(model.Key.Srs, f) } };
        Fr value = Mle.Evaluate(f, [.. rho.Reverse()]) + Fr.One;
        var verdicts = new List<bool>();
        foreach (string[] frozen in (string[][])[["open.folds"], []])
        {
            var known = new FrozenTranscript(frozen);
            Assert.False(Opens(Dishonest, known));
            Fr z2 = known.Drawn["open.z"][0].Square(), r = rho[2];

            // [a, b] keeps its value at z² and folds to the false value: Δa + Δb·z² = 0, Δa·(1-r) + Δb·r = 1
            Fr db = (r - (z2 * (Fr.One - r))).Invert();
            Tamper lie = Dishonest with { Folds = folds => [folds[0], folds[1], [folds[2][0] - (db * z2), folds[2][1] + db], .. folds[3..]] };
            verdicts.Add(Opens(lie, new FrozenTranscript(frozen)));

            bool Opens(Tamper tamper, FrozenTranscript transcript)
            {
                var final = new FinalResult([member], rho, [value], [f]);
                var prover = new ProverContext(new Witness(model.Reference, tamper), transcript);
                new HyperKzg(prover, model.Key.Srs, 3, final).Run();
                var verifier = new VerifierContext(model.Public, new FrozenTranscript(frozen), prover.Bytes);
                return Record.Exception(() => new HyperKzg(verifier, model.Key.Srs, 3, final).Run()) is null;
            }
        }

        Assert.Equal([true, false], verdicts);
    }

    /// <param name="forge">(label, values, challenges that the first run drew) → the second run's message; the output's element 0 is one too large.</param>
    private static void AssertForgeableOnlyIfFrozen(TinyModel model, string[] labels, Func<string, Fr[], Dictionary<string, List<Fr>>, Fr[]> forge)
    {
        BigInteger[][] claimed = [.. model.Honest.Statement.Outputs.Select(static values => (BigInteger[])[values[0] + 1, .. values[1..]])];
        var verdicts = new List<bool>();
        foreach (string[] frozen in (string[][])[labels, []])
        {
            var known = new FrozenTranscript(frozen);
            Assert.False(Accepted(model, Dishonest, claimed, frozen, known));
            Tamper lie = new() { Message = (label, values) => labels.Contains(label) ? forge(label, values, known.Drawn) : values };
            verdicts.Add(Accepted(model, lie, claimed, frozen));
        }

        Assert.Equal([true, false], verdicts);
    }

    private static bool Accepted(TinyModel model, Tamper tamper, BigInteger[][]? claimed, string[] frozen, FrozenTranscript? known = null)
    {
        ReferenceProof proof = model.Prove(tamper, claimed, null, known ?? new FrozenTranscript(frozen));
        return frozen.Length == 0
            ? Verdict.Of(model, proof) is null   // both verifiers
            : ReferenceVerifier.Verify(model.Public, model.Key, proof.Statement, proof.Body, new FrozenTranscript(frozen)) is null;
    }
}
