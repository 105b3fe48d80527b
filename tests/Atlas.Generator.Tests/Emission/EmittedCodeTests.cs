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

        Assert.Equal(
            ["Tested.Costs.g.cs", "Tested.Forward.g.cs", "Tested.Model.g.cs", "Tested.Prover.g.cs", "Tested.Relations.g.cs", "Tested.Verifier.g.cs"],
            model.Sources.Select(static s => s.Name));
        Assert.All(model.Sources.SelectMany(static s => s.Text.Split('\n')), static line => Assert.False(line.EndsWith(' ') || line.EndsWith('\r')));
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

        IEnumerable<GeneratedSource> first = GeneratedModel.Build(TinyModels.Embedding(), item).Sources;
        Assert.Equal(first, GeneratedModel.Build(TinyModels.Embedding(), item).Sources.AsEnumerable());
    }

    [Fact]
    public void VerifierOnly_Generated_HasNoProverAndNoWeights()
    {
        GeneratedModel model = GeneratedModel.Build(TinyModels.Relu(), new ModelItem("") { Emit = "Verifier" });

        Assert.Equal(["Tested.Model.g.cs", "Tested.Relations.g.cs", "Tested.Verifier.g.cs"], model.Sources.Select(static s => s.Name));
        Assert.DoesNotContain(model.Sources, static s => s.Text.Contains("Atlas.Runtime.Proving", StringComparison.Ordinal));
        Assert.DoesNotContain(model.Assembly.GetReferencedAssemblies(), static name => name.Name == "Atlas.Ceremony");
        Assert.DoesNotContain(model.Assembly.GetTypes(), static type => type.Name.Contains("Prov", StringComparison.Ordinal));
        Assert.DoesNotContain(model.Assembly.GetTypes(), static type => type.Name.Contains("Forward", StringComparison.Ordinal));
    }

    [Fact]
    public void Namespace_WithTypesNamedLikeTheRuntimes_StillCompiles()
    {
        // Names of the project's own namespace come before imported ones; emitted code may not depend on them.
        const string names = "Point Channel Table Site Relation Layout Mask Gate Level Affine Fr Port Srs Weights Contraction TensorInfo";
        IEnumerable<string> types = names.Split(' ').Select(static name => $"class {name};");

        Assert.Empty(GeneratedModel.Diagnose(TinyModels.Relu(), new ModelItem("") { Namespace = "Mine" }, $"namespace Mine; {string.Concat(types)}"));
    }

    [Fact]
    public void Namespace_BelowOneNamedAtlas_StillCompiles() =>
        Assert.Empty(GeneratedModel.Diagnose(
            TinyModels.Relu(), new ModelItem("") { Namespace = "Mine.Atlas.Models" }, "namespace Mine.Other; class Unrelated;"));

    [Fact]
    public void Ports_WithAwkwardNames_BecomeDistinctParametersAndProperties()
    {
        byte[] onnx = new OnnxModelBuilder()
            .Input("context", Onnx.ElementType.Float, 2)
            .Input("class", Onnx.ElementType.Float, 2)
            .Input("a.b", Onnx.ElementType.Float, 2)
            .Input("a/b", Onnx.ElementType.Float, 2)
            .Node("Add", ["context", "class"], ["0"])
            .Node("Add", ["a.b", "a/b"], ["evil <b> & \n \"quoted\" */"])
            .Output("0", "evil <b> & \n \"quoted\" */")
            .Build();
        GeneratedModel model = GeneratedModel.Build(onnx);

        Assert.Equal(["context", "class", "a.b", "a/b"], model.Compiled.Inputs.Select(static port => port.Name));
        Assert.NotNull(model.Type("Outputs").GetProperty("_0"));
        Assert.NotNull(model.Type("Outputs").GetProperty("EvilBQuoted"));
    }

    [Fact]
    public void Options_OfAnItem_ReachThePlan()
    {
        byte[] onnx = new OnnxModelBuilder().SymbolicInput("x", Onnx.ElementType.Float, "n").Node("Add", ["x", "x"], ["y"]).Output("y").Build();
        var item = new ModelItem("") { Dimensions = "n=3", InputRange = "x=-2:1.5", ScaleBits = "10" };
        Runtime.Model.Port input = GeneratedModel.Build(onnx, item).Compiled.Inputs.Single();

        Assert.Equal([3], input.Tensor.Dimensions.ToArray());
        Assert.Equal((10, -2048L, 1536L), (input.ScaleBits, input.Low, input.High));
    }

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
        System.Reflection.PropertyInfo verifier = model.Type("Verifier").GetProperty("Default")!;
        Exception thrown = Assert.Throws<System.Reflection.TargetInvocationException>(() => verifier.GetValue(null)).InnerException!;

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
        var writer = new Generator.Emission.Text.IndentedWriter();
        Generator.Emission.Statement[] statements = [.. Enumerable.Range(0, 700).Select(static i => new Generator.Emission.Statement("", $"F({i});"))];
        new Generator.Emission.StatementMethods("void Run(int x)", "Run", "int x", "x", statements).Write(writer);
        string text = writer.ToString();

        Assert.Equal(3, text.Split("private static void Run").Length - 1);
        Assert.All(Enumerable.Range(0, 700), i => Assert.Contains($"F({i});", text, StringComparison.Ordinal));
    }
}
