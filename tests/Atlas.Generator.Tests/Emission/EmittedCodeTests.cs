using Atlas.Runtime;
using Atlas.Runtime.Commitments;
using Atlas.Runtime.Proving;
using Atlas.Testing;
using Atlas.Testing.Generation;
using Atlas.Verifying;

namespace Atlas.Generator.Tests.Emission;

/// <summary>Emitted code compiles with warnings as errors, and does what it says. <see cref="GeneratedModel"/> throws on any diagnostic.</summary>
public sealed class EmittedCodeTests : IDisposable
{
    private static readonly VerifierOptions Development = new() { AcceptInsecureDevelopmentKey = true };
    private static readonly Lazy<Srs> TestSrs = new(static () => Srs.CreateInsecureForDevelopment(15, 7));
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("nanogpt")]
    [InlineData("microgpt")]
    [InlineData("digits-mlp")]
    public void SampleModel_Generated_CompilesWithoutWarnings(string name)
    {
        GeneratedModel model = GeneratedModel.Load(new ModelItem(new SampleModel(name).OnnxPath));

        Assert.Equal(["Tested.Forward.g.cs", "Tested.Model.g.cs", "Tested.Prover.g.cs", "Tested.Relations.g.cs", "Tested.Verifier.g.cs"], model.Sources.Select(static s => s.Name));
        Assert.DoesNotContain(model.Sources, static s => s.Text.Contains('\r', StringComparison.Ordinal) || s.Text.Split('\n').Any(static line => line.EndsWith(' ')));
    }

    [Fact]
    public void TinyModel_Generated_ProvesAndVerifies()
    {
        GeneratedModel model = GeneratedModel.Build(TinyModels.Relu());
        ProvingKey key = ProvingKey.Setup(model.Provable, TestSrs.Value);
        using var engine = new ProverEngine(model.Provable, key);
        long[][] inputs = [[.. Enumerable.Range(0, 12).Select(static i => (i - 6) * 3000L)]];

        ProofResult proof = engine.Prove(inputs);
        VerificationResult result = new ModelVerifier(model.Compiled, key.Verifying, Development).Verify(proof.Bytes, inputs);

        Assert.True(result.IsValid, result.ToString());
        Assert.Equal(proof.Outputs[0], result.Outputs[0]);
        Assert.Contains(proof.Outputs[0], static value => value != 0);
    }

    [Fact]
    public void Generation_Twice_GivesTheSameText()
    {
        ModelItem item = new("") { ClassName = "Tiny" };

        Assert.Equal(GeneratedModel.Build(TinyModels.Embedding(), item).Sources.AsEnumerable(), GeneratedModel.Build(TinyModels.Embedding(), item).Sources.AsEnumerable());
    }

    [Fact]
    public void VerifierOnly_Generated_HasNoProverAndNoWeights()
    {
        GeneratedModel model = GeneratedModel.Build(TinyModels.Relu(), new ModelItem("") { Emit = "Verifier" });

        Assert.Equal(["Tested.Model.g.cs", "Tested.Relations.g.cs", "Tested.Verifier.g.cs"], model.Sources.Select(static s => s.Name));
        Assert.DoesNotContain(model.Sources, static s => s.Text.Contains("Atlas.Runtime.Proving", StringComparison.Ordinal));
        Assert.DoesNotContain(model.Assembly.GetReferencedAssemblies(), static name => name.Name == "Atlas.Ceremony");
        Assert.DoesNotContain(model.Assembly.GetTypes(), static type => type.Name.Contains("Prov", StringComparison.Ordinal) || type.Name.Contains("Forward", StringComparison.Ordinal));
    }

    [Fact]
    public void Namespace_WithTypesNamedLikeTheRuntimes_StillCompiles()
    {
        // Names of the project's own namespace come before imported ones; emitted code may not depend on them.
        string types = string.Join(' ', "Point Channel Table Site Relation Layout Mask Gate Level Affine Fr Port Srs Weights Contraction TensorInfo".Split(' ').Select(static name => $"class {name};"));

        Assert.Empty(GeneratedModel.Diagnose(TinyModels.Relu(), new ModelItem("") { Namespace = "Mine" }, $"namespace Mine; {types}"));
    }

    [Fact]
    public void Namespace_BelowOneNamedAtlas_StillCompiles() =>
        Assert.Empty(GeneratedModel.Diagnose(TinyModels.Relu(), new ModelItem("") { Namespace = "Mine.Atlas.Models" }, "namespace Mine.System; class Unrelated;"));

    [Fact]
    public void StaticVerify_WithoutANamedKey_IsNotThere()
    {
        GeneratedModel model = GeneratedModel.Build(TinyModels.Relu());

        Assert.Null(model.Type("Verifier").GetProperty("Default"));
    }

    [Fact]
    public void StaticVerify_WithAMissingKey_ThrowsAtlasKeyException()
    {
        GeneratedModel model = GeneratedModel.Build(TinyModels.Relu(), new ModelItem("") { VerifyingKey = Path.Combine(_folder.Path, "none.vk") });
        Exception? thrown = Assert.Throws<System.Reflection.TargetInvocationException>(() => model.Type("Verifier").GetProperty("Default")!.GetValue(null)).InnerException;

        Assert.Contains("TestedProvingKey.Setup()", Assert.IsType<AtlasKeyException>(thrown).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void StaticVerify_WithTheModelsKey_EmbedsAndPinsIt()
    {
        byte[] onnx = TinyModels.Embedding();
        byte[] key = ProvingKey.Setup(GeneratedModel.Build(onnx).Provable, Ceremony.Ignition.Srs).Verifying.Encode();
        GeneratedModel model = GeneratedModel.Build(onnx, new ModelItem("") { VerifyingKey = _folder.Write("tiny.vk", key) });
        object verifier = model.Type("Verifier").GetProperty("Default")!.GetValue(null)!;
        var loaded = (Runtime.Keys.VerifyingKey)model.Type("Verifier").GetProperty("Key")!.GetValue(verifier)!;

        Assert.Equal(key, loaded.Encode());
        Assert.Equal(Convert.ToHexStringLower(loaded.Digest), model.Type("Verifier").GetField("KeySha256")!.GetValue(null));
    }

    [Fact]
    public void Weights_OtherThanTheCodes_ThrowAtlasModelException()
    {
        GeneratedModel model = GeneratedModel.Build(TinyModels.Relu(), embedded: TinyModels.Relu(scale: 2));

        AtlasModelException thrown = Assert.Throws<AtlasModelException>(() => ProvingKey.Setup(model.Provable, TestSrs.Value));
        Assert.Contains("the code was generated from", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Statements_OverTheLimit_AreSplitIntoMethods()
    {
        var writer = new Atlas.Generator.Emission.Text.IndentedWriter();
        Atlas.Generator.Emission.Statement[] statements = [.. Enumerable.Range(0, 700).Select(static i => new Atlas.Generator.Emission.Statement("", $"F({i});"))];
        new Atlas.Generator.Emission.StatementMethods("void Run(int x)", "Run", "int x", "x", statements).Write(writer);
        string text = writer.ToString();

        Assert.Equal(3, text.Split("private static void Run").Length - 1);
        Assert.All(Enumerable.Range(0, 700), i => Assert.Contains($"F({i});", text, StringComparison.Ordinal));
    }
}
