using Atlas.Reference;
using Atlas.Soundness.Tests.Models;
using Atlas.Verifying;

namespace Atlas.Soundness.Tests;

/// <summary>A proof has one encoding: the outputs' integers stand in as few bytes as they need, and in no others (docs/protocol.md §11, soundness row 34).</summary>
public class ProofFileTests
{
    private readonly TinyModel _model = TinyModels.Get("mlp");
    private readonly long[] _output;
    private readonly byte[] _before, _messages;

    public ProofFileTests()
    {
        _output = Assert.Single(ProductVerifier.Integers(_model.Honest.Statement.Outputs));
        byte[] proof = _model.Product.Assemble(_model.Honest.Statement, _model.Honest.Body);
        _messages = _model.Honest.Body;
        _before = proof[..^(ReferenceProofFile.Output(_output, Width).Length + _messages.Length)];
    }

    private int Width => ReferenceProofFile.Width(_output);

    [Fact]
    public void Output_InAsManyBytesAsNeeded_IsAccepted()
    {
        Assert.InRange(Width, 1, 7);
        Assert.Null(Rejection(ReferenceProofFile.Output(_output, Width)));
    }

    [Fact]
    public void Output_InMoreBytesThanNeeded_IsMalformed()
    {
        for (int width = Width + 1; width <= 8; width++)
        {
            Rejection rejection = Rejection(ReferenceProofFile.Output(_output, width))!;
            AssertWidth(rejection);
            Assert.Equal(($"{Width}", $"{width}"), (rejection.Expected, rejection.Actual));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(255)]
    public void Width_NotOfTheFormat_IsMalformed(byte width)
    {
        byte[] output = ReferenceProofFile.Output(_output, Width);
        output[4] = width;

        AssertWidth(Rejection(output)!);
        AssertWidth(Rejection([.. output[..5], .. new byte[width * _output.Length]])!);
    }

    [Fact]
    public void Byte_BehindTheOutputs_IsMalformed()
    {
        Rejection rejection = Rejection([.. ReferenceProofFile.Output(_output, Width), 0])!;

        Assert.Equal((RejectionKind.Malformed, "length"), (rejection.Kind, rejection.Check));
    }

    private void AssertWidth(Rejection rejection) =>
        Assert.Equal((RejectionKind.Malformed, $"width of output '{_model.Product.Model.Outputs[0].Name}'"), (rejection.Kind, rejection.Check));

    private Rejection? Rejection(byte[] output) =>
        _model.Product.Verify([.. _before, .. output, .. _messages], ProductVerifier.Integers(_model.Honest.Statement.Inputs));
}
