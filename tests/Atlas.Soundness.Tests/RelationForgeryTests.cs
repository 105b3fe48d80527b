using System.Numerics;
using Atlas.Compiler.Plan;
using Atlas.Reference.Channels;
using Atlas.Reference.Mathematics;
using Atlas.Runtime.Fields;
using Atlas.Soundness.Tests.Malicious;
using Atlas.Soundness.Tests.Models;

namespace Atlas.Soundness.Tests;

/// <summary>One lie in each kind of relation, everything after it consistent with the lie (soundness rows 9, 18-21, 26-30).</summary>
public class RelationForgeryTests
{
    public static TheoryData<string> Models => [.. TinyModels.All.Keys];

    // Row 21: every operator's output occurs in a check: one cell of each intermediate tensor is off by one.
    [Theory]
    [MemberData(nameof(Models))]
    public void IntermediateTensor_OneCellOff_IsRejected(string name)
    {
        TinyModel model = TinyModels.Get(name);
        HashSet<int> read = [.. model.Plan.Nodes.SelectMany(static n => n is RowMaxNode max ? [max.Source] : n.Operands), .. model.Plan.Outputs.Select(static o => o.Tensor)];
        foreach (PlanNode node in model.Plan.Nodes.Where(node => read.Contains(node.Output)))
        {
            Shape shape = model.Reference.Shapes[node.Output];
            int[][] cells = [.. shape.Cells()];
            int cell = shape.Flat(cells[cells.Length / 2]);
            Verdict.AssertRejected(model, () => Lies.InTensor(node.Output, cell, 1), $"t{node.Output} {model.Plan.Tensors[node.Output].Name}");
        }
    }

    // Row 1: the witness computes with another input than the statement's.
    [Theory]
    [InlineData("mlp")]
    [InlineData("attention")]
    [InlineData("maximum")]
    public void Input_OfTheWitness_DifferentFromTheStatement_IsRejected(string name)
    {
        TinyModel model = TinyModels.Get(name);
        foreach (int cell in (int[])[0, 1])
        {
            Verdict.AssertRejected(model, () => Lies.InTensor(model.Tensor("x"), cell, -1));
        }
    }

    // ⚠ §3: weights, small constants and tables are those of the key: another one in the witness, with and without the polynomial that is opened.
    [Theory]
    [InlineData("mlp", "w1")]
    [InlineData("mlp", "b1")]
    [InlineData("gelu-residual", "table.0")]
    public void Constant_DifferentFromTheKey_IsRejected(string name, string constant)
    {
        TinyModel model = TinyModels.Get(name);
        int tensor = model.Tensor(constant);
        ConstantPlacement place = model.Plan.Commitments.Constants.Single(p => p.Tensor == tensor);
        int cell = place.Prefix << model.Reference.Shapes[tensor].Variables;
        Tamper Other(bool opened) => Lies.InTensor(tensor, 0, 1) with
        {
            Polynomial = (index, table) =>
            {
                if (opened && index == place.Polynomial)
                {
                    table[cell] += Fr.One;
                }

                return table;
            },
        };
        Verdict.AssertRejected(model, () => Other(opened: false));
        Verdict.AssertRejected(model, () => Other(opened: true));
    }

    // Row 20: another value looked up than the committed table's.
    [Theory]
    [InlineData("gelu-residual", "g")]
    [InlineData("attention", "exp")]
    public void TableValue_OffByOne_IsRejected(string name, string output)
    {
        TinyModel model = TinyModels.Get(name);
        int tensor = model.Tensor(output);
        foreach (int delta in (int[])[1, -1])
        {
            Verdict.AssertRejected(model, () => new Tamper { TableValues = (id, values) => id == tensor ? [.. values.Select(v => v + delta)] : values });
        }
    }

    // ⚠ §6.7 (row 28): the tails' value t is absorbed and proven with η.
    [Fact]
    public void TailValue_Forged_IsRejected()
    {
        TinyModel model = TinyModels.Get("tails");
        foreach (long delta in (long[])[1, -1, 1L << 40])
        {
            Verdict.AssertRejected(model, () => Lies.InMessage($"t{model.Tensor("y")}.tails", values => values[0] += Fr.FromInt64(delta)));
        }
    }

    // Row 18: advice of quotients and inverse roots: y ± 1, 0, -1.
    [Theory]
    [InlineData("layer-norm", "root")]
    [InlineData("attention", "inverse")]
    [InlineData("quotients", "quotient")]
    [InlineData("quotients", "root")]
    public void Advice_Wrong_IsRejected(string name, string advice)
    {
        TinyModel model = TinyModels.Get(name);
        Func<BigInteger, BigInteger>[] lies = [static v => v + 1, static v => v - 1, static _ => -1, static v => v.IsZero ? 1 : 0];
        foreach (Func<BigInteger, BigInteger> lie in lies)
        {
            Verdict.AssertRejected(model, () => Lies.InAdvice(model.Tensor(advice), 1, lie), advice);
        }
    }

    // ⚠ §6.9 (row 18): y + 1 makes a slack negative; written as a field element in non-Boolean digits the link holds.
    [Fact]
    public void NegativeSlack_AsAFieldElement_IsRejected()
    {
        TinyModel model = TinyModels.Get("layer-norm");
        Reference.SiteTable site = model.Site("root.s1.range");
        int slack = model.Tensor("root.s1");
        BigInteger negative = 0;
        Verdict.AssertRejected(model, () => Lies.InAdvice(model.Tensor("root"), 1, static v => v + 1) with
        {
            Tensor = (id, table) =>
            {
                negative = id == slack ? table[1] : negative;
                return table;
            },
            OneHot = (id, table) =>
            {
                if (id == site.Id)
                {
                    Assert.True(negative.Sign < 0);
                    site.Rewrite(table, 1, 0);
                    site.WriteFieldDigit(table, 0, 1, negative);
                }

                return table;
            },
        });
    }

    // ⚠ §6.8 (row 19): a column that is not the maximum's, or a padded one.
    [Fact]
    public void RowMaximum_AtAnotherOrPaddedColumn_IsRejected()
    {
        TinyModel model = TinyModels.Get("softmax");
        int[][] best = [[2], [1, 3], [1]];
        for (int row = 0; row < 3; row++)
        {
            foreach (int column in Enumerable.Range(0, 8).Except(best[row]))
            {
                Verdict.AssertRejected(model, () => Lies.InAdvice(model.Tensor("max.index"), row, _ => column), $"row {row} column {column}");
            }
        }
    }

    // Row 19: a value that no column has.
    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void RowMaximum_NotAttained_IsRejected(int delta)
    {
        TinyModel model = TinyModels.Get("softmax");
        Verdict.AssertRejected(model, () => Lies.InTensor(model.Tensor("max"), 0, delta));
    }

    // ⚠ §6.8 (row 19): attained at a masked column (the future), or in the padding.
    [Fact]
    public void RowMaximum_AtAMaskedColumn_IsRejected()
    {
        TinyModel model = TinyModels.Get("attention");
        for (int row = 0; row < 5; row++)
        {
            for (int column = row + 1; column < 8; column++)
            {
                Verdict.AssertRejected(model, () => Lies.InAdvice(model.Tensor("max.index"), row, _ => column), $"row {row} column {column}");
            }
        }
    }

    // Row 19: whichever of two tied columns is named, the function's value is the same.
    [Fact]
    public void RowMaximum_AtATiedColumn_IsAcceptedWithTheSameOutput()
    {
        TinyModel model = TinyModels.Get("softmax");
        Reference.ReferenceProof proof = model.Prove(Lies.InAdvice(model.Tensor("max.index"), 1, static _ => 3));
        Assert.Null(Verdict.Of(model, proof));
        Assert.Equal(model.Honest.Statement.Outputs[0], proof.Statement.Outputs[0]);
    }

    // Row 30: an index output goes to the lowest of tied columns.
    [Theory]
    [InlineData(0, 3)]
    [InlineData(0, 4)]
    [InlineData(1, 5)]
    [InlineData(1, 1)]
    public void ArgMax_AtAHigherTiedColumn_IsRejected(int row, int column)
    {
        TinyModel model = TinyModels.Get("arg-max");
        Verdict.AssertRejected(model, () => Lies.InAdvice(model.Tensor("m.index"), row, _ => column));
    }

    // Row 9: t has two consumers; a false claim on each edge.
    [Theory]
    [InlineData("y")]
    [InlineData("u")]
    public void ClaimOfOneConsumer_False_IsRejected(string consumer)
    {
        TinyModel model = TinyModels.Get("gelu-residual");
        int edited = 0;
        Verdict.AssertRejected(model, () => Lies.InMessage($"t{model.Tensor(consumer)}.operands", values =>
        {
            values[0] += Fr.One;
            edited++;
        }));
        Assert.Equal(2, edited);
    }

    // Row 5: t + 1 and g - 1 pass the affine check of y = t + g.
    [Fact]
    public void Claims_FalseButCancelling_AreRejected()
    {
        TinyModel model = TinyModels.Get("gelu-residual");
        Verdict.AssertRejected(model, () => Lies.InMessage($"t{model.Tensor("y")}.operands", static values => (values[0], values[1]) = (values[0] + Fr.One, values[1] - Fr.One)));
    }

    // Row 11: polynomials of different sizes in one opening: each one's value is off.
    [Fact]
    public void FinalValue_OfAnyPolynomial_Forged_IsRejected()
    {
        TinyModel model = TinyModels.Get("attention");
        Assert.True(model.Plan.Sites.Select(static s => s.Variables).Distinct().Count() > 2);
        for (int i = 0; i < model.Plan.Sites.Length; i++)
        {
            int member = i;
            Verdict.AssertRejected(model, () => Lies.InMessage("final.values", values => values[member] += Fr.One), $"value {i}");
        }
    }
}
