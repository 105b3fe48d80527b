using Atlas.Runtime.Commitments;
using Atlas.Runtime.Fields;
using Atlas.Runtime.FinalCheck;
using Atlas.Runtime.Polynomials;
using Atlas.Runtime.Proving;
using Atlas.Runtime.Sumcheck;

namespace Atlas.Runtime.Tests.Proving;

/// <summary>The prover's algorithms against slow, obvious ones: as round polynomials are unique, a proof must have the same bytes.</summary>
public class DenseProverTests
{
    public static TheoryData<string> Names => [.. TinyModels.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Sums_ByDenseProvers_GiveTheSameBytes(string name) => AssertSameBytes(name, logWidth: 10, static _ => new DenseSums());

    [Theory]
    [InlineData("linear")]
    [InlineData("relu")]
    [InlineData("table")]
    [InlineData("layernorm")]
    [InlineData("attention")]
    [InlineData("residual")]
    [InlineData("wide")]
    [InlineData("gather")]
    [InlineData("scalar")]
    public void FinalCheck_ByDenseMembers_GivesTheSameBytes(string name) => AssertSameBytes(name, logWidth: 7, static model => new DenseMembers(model));

    private static void AssertSameBytes(string name, int logWidth, Func<ProvableModel, Tamper> slow)
    {
        (ProvableModel model, ProvingKey key, long[][] inputs) = ProverTests.Prepare(name, logWidth);
        using var engine = new ProverEngine(model, key, new ProverOptions { Threads = 2 });
        byte[] dense = engine.Prove(inputs, default, null, default, slow(model), null).Bytes;
        Assert.Equal(dense, engine.Prove(inputs).Bytes);
    }

    private sealed class DenseSums : Tamper
    {
        public override SumProver Sum(Sum sum, Witness witness) => new DenseSum(sum, witness);
    }

    private sealed class DenseMembers(ProvableModel model) : Tamper
    {
        private readonly ConstantStore _constants = ConstantStore.Load(model);

        public override IMemberProver Member(FinalMember member, FinalCheckStatement statement, Witness witness)
        {
            int width = 1 << Math.Min(model.Model.LogWidth, statement.Variables);
            if (member.Site is { } site)
            {
                return new DenseMember(member, statement, DenseMember.Cells(witness.Digits(site)), width, model.Model.Sites[member.SiteIndex].Rows);
            }

            Fr[] all = [.. ConstantCommitter.Cells(model.Model, _constants)[member.Polynomial].Select(Fr.FromInt64)];
            if (member.RowPoint is not { } rows)
            {
                return new DenseMember(member, statement, all, width);
            }

            Fr[] weights = Multilinear.EqTable(rows);
            int length = all.Length / weights.Length;
            var combined = new Fr[length];
            for (int i = 0; i < all.Length; i++)
            {
                combined[i % length] += weights[i / length] * all[i];
            }

            return new DenseMember(member, statement, combined, width);
        }
    }
}
