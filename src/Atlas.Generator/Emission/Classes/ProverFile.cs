using Atlas.Generator.Emission.Text;

namespace Atlas.Generator.Emission.Classes;

/// <summary>X.Prover.g.cs: prover and proving key.</summary>
internal static class ProverFile
{
    private const string Proving = "global::Atlas.Runtime.Proving", Srs = "global::Atlas.Runtime.Commitments.Srs", Ignition = "global::Atlas.Ceremony.Ignition.Srs";

    public static string Write(EmissionContext context)
    {
        IndentedWriter writer = ClassFile.Open(context, "prover and proving key");
        WriteProver(writer, context);
        writer.Line();
        WriteKey(writer, context);
        writer.Line();
        WriteProof(writer, context);
        return writer.ToString();
    }

    private static void WriteProver(IndentedWriter writer, EmissionContext context)
    {
        string name = context.Name, parameters = PortList.Parameters(context), arguments = PortList.Arguments(context);
        writer.Summary($"Proves inferences of {name}. Thread-safe; keep one for many proofs.");
        using (writer.Block($"public sealed class {name}Prover : IDisposable"))
        {
            writer.Line($"private static {name}Prover? s_shared;");
            writer.Line("private static object? s_gate;");
            writer.Line("private static bool s_isCreated;");
            writer.Line($"private readonly {Proving}.ProverEngine _engine;");
            writer.Line();
            writer.Line($"private {name}Prover({Proving}.ProvingKey key, {Proving}.ProverOptions? options) => _engine = new(global::{context.CompiledNamespace}.{name}Forward.Model, key, options);");
            writer.Line();
            writer.Summary("A prover with a key of the caller's.");
            writer.Line($"public static {name}Prover Create({name}ProvingKey key, {Proving}.ProverOptions? options = null) => new(key.Key, options);");
            writer.Line();
            writer.Summary("Proves with a prover that the process shares: the ceremony's reference string, all processors, the key made once and cached on disk.");
            ClassFile.DescribeInputs(writer, context);
            writer.Line($"public static {name}Proof Prove({parameters}) => Shared.Prove({arguments}, context: default, progress: null, cancellationToken: default);");
            writer.Line();
            writer.Summary("Runs the integer model and proves its outputs.");
            ClassFile.DescribeInputs(writer, context);
            writer.Line("/// <param name=\"context\">Bytes that the proof is bound to: nonce, user, purpose.</param>");
            writer.Line("/// <exception cref=\"global::Atlas.Runtime.AtlasInputException\">An input has another length or leaves its declared interval.</exception>");
            using (writer.Block($"public {name}Proof Prove({parameters}, ReadOnlySpan<byte> context = default, IProgress<{Proving}.ProofProgress>? progress = null, CancellationToken cancellationToken = default)"))
            {
                writer.Line($"{Proving}.ProofResult result = _engine.Prove({name}Model.Inputs({arguments}), context, progress, cancellationToken);");
                writer.Line($"return new {name}Proof(result.Bytes, {name}Outputs.FromIntegers(result.Outputs)) {{ Stages = result.Stages }};");
            }

            writer.Line();
            writer.Summary("Runs the integer model alone: the outputs that a proof would prove.");
            ClassFile.DescribeInputs(writer, context);
            writer.Line($"public {name}Outputs Infer({parameters}, CancellationToken cancellationToken = default) => {name}Outputs.FromIntegers(_engine.Infer({name}Model.Inputs({arguments}), cancellationToken));");
            writer.Line();
            writer.Line("public void Dispose() => _engine.Dispose();");
            writer.Line();
            writer.Line($"private static {name}Prover Shared => LazyInitializer.EnsureInitialized(ref s_shared, ref s_isCreated, ref s_gate, static () =>");
            writer.Line($"    Create({name}ProvingKey.Cached()))!;");
        }
    }

    private static void WriteKey(IndentedWriter writer, EmissionContext context)
    {
        string name = context.Name, forward = $"global::{context.CompiledNamespace}.{name}Forward.Model";
        writer.Summary($"What a prover of {name} needs besides the model: commitments to weights and tables, and the reference string.");
        using (writer.Block($"public sealed class {name}ProvingKey"))
        {
            writer.Line($"private {name}ProvingKey({Proving}.ProvingKey key) => Key = key;");
            writer.Line();
            writer.Summary("What a relying party needs: a deterministic function of model, options and reference string.");
            writer.Line("public global::Atlas.Runtime.Keys.VerifyingKey Verifying => Key.Verifying;");
            writer.Line();
            writer.Line($"internal {Proving}.ProvingKey Key {{ get; }}");
            writer.Line();
            writer.Summary("Computes the key. Deterministic: the same model and reference string give the same bytes.");
            writer.Line("/// <param name=\"srs\">The reference string; by default the Ignition ceremony's.</param>");
            writer.Line("/// <param name=\"threads\">Number of threads; 0: one for each processor.</param>");
            writer.Line($"public static {name}ProvingKey Setup({Srs}? srs = null, int threads = 0, CancellationToken cancellationToken = default) =>");
            writer.Line($"    new({Proving}.ProvingKey.Setup({forward}, srs ?? {Ignition}, threads, cancellationToken));");
            writer.Line();
            writer.Summary("The key from the cache on disk, or computed and put there; a damaged file is replaced.");
            writer.Line("/// <inheritdoc cref=\"Setup\"/>");
            writer.Line($"public static {name}ProvingKey Cached({Srs}? srs = null, int threads = 0, CancellationToken cancellationToken = default) =>");
            writer.Line($"    new(new {Proving}.KeyCache().GetOrSetup({forward}, srs ?? {Ignition}, threads, cancellationToken));");
            writer.Line();
            writer.Summary("Reads a key that Save wrote, and checks it.");
            writer.Line("/// <exception cref=\"global::Atlas.Runtime.AtlasKeyException\">The file is no key of this model and reference string.</exception>");
            writer.Line($"public static {name}ProvingKey Load(string path, {Srs}? srs = null) => new({Proving}.ProvingKey.Load({forward}, srs ?? {Ignition}, path));");
            writer.Line();
            writer.Summary("Writes the key to a file, all of it or nothing.");
            writer.Line("public void Save(string path) => Key.Save(path);");
        }
    }

    private static void WriteProof(IndentedWriter writer, EmissionContext context)
    {
        using (writer.Block($"public sealed partial class {context.Name}Proof"))
        {
            writer.Summary("How long each stage of the proof took.");
            writer.Line($"public {Proving}.ProofStages? Stages {{ get; internal init; }}");
        }
    }
}
