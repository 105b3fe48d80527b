using Atlas.Runtime.Transcripts;
using Atlas.Soundness.Tests.Models;
using Atlas.Verifying;

namespace Atlas.Soundness.Tests;

/// <summary>Soundness row 3: the product's verifier absorbs the statement and every message of the plan, once, in order, under its label.</summary>
public class TranscriptLogTests
{
    [Fact]
    public void Absorbs_OfMicroGpt_AreStatementAndMessages() => AssertLog(SampleModels.MicroGpt);

    [Theory]
    [InlineData("embedding")]
    [InlineData("attention")]
    [InlineData("tails")]
    public void Absorbs_OfATinyModel_AreStatementAndMessages(string name) => AssertLog(TinyModels.Get(name));

    private static void AssertLog(TinyModel model)
    {
        var log = new List<AbsorbRecord>();
        var verifier = new ModelVerifier(model.Product.Model, model.VerifyingKey, new VerifierOptions { AcceptInsecureDevelopmentKey = true });
        byte[] proof = model.Product.Assemble(model.Honest.Statement, model.Honest.Body);
        Assert.True(verifier.Verify(proof, ProductVerifier.Integers(model.Honest.Statement.Inputs), [], null, log).IsValid);

        IEnumerable<AbsorbRecord> Tensors(string kind, IEnumerable<Compiler.Plan.PlanPort> ports) => ports.Select(port =>
        {
            Compiler.Plan.TensorShape shape = model.Plan.Tensors[port.Tensor].Shape;
            return new AbsorbRecord(AbsorbTag.Integers, $"{kind}.{port.Name}", 1 + (4 * shape.Rank) + (8 * (int)shape.Cells));
        });
        AbsorbRecord[] statement =
        [
            new(AbsorbTag.Bytes, "version", Runtime.Model.ProofStatement.ProtocolVersion.Length),
            new(AbsorbTag.Digest, "verifying-key", 32),
            new(AbsorbTag.Bytes, "context", 0),
            .. Tensors("input", model.Plan.Inputs),
            .. Tensors("output", model.Plan.Outputs),
        ];
        IEnumerable<AbsorbRecord> messages = model.Honest.Messages.Select(static m => new AbsorbRecord(
            m.Points.Length > 0 ? AbsorbTag.Points : AbsorbTag.Scalars, m.Label, 32 * (m.Scalars.Length + m.Points.Length)));
        static bool HasContent(AbsorbRecord record) => record.Length > 0 || record.Tag == AbsorbTag.Bytes;
        Assert.Equal([.. statement, .. messages.Where(HasContent)], log.Where(HasContent));
    }
}
