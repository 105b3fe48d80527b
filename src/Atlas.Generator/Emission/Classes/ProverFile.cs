using Atlas.Generator.Emission.Text;

namespace Atlas.Generator.Emission.Classes;

/// <summary>X.Prover.g.cs: prover and proving key.</summary>
internal static class ProverFile
{
    private const string Proving = "global::Atlas.Runtime.Proving";
    private const string Srs = "global::Atlas.Runtime.Commitments.Srs";
    private const string Ignition = "global::Atlas.Ceremony.Ignition.Srs";

    public static string Write(EmissionContext context)
    {
        IndentedWriter writer = ClassFile.Open(context, "prover and proving key");
        writer.Lines(Prover(context));
        writer.Line();
        writer.Lines(Key(context));
        return writer.ToString();
    }

    private static string Prover(EmissionContext context)
    {
        string name = context.Name, parameters = PortList.Parameters(context), arguments = PortList.Arguments(context);
        string inputs = PortList.Documentation(context);
        return $$"""
            /// <summary>Proves inferences of {{name}}. Thread-safe; keep one for many proofs.</summary>
            public sealed class {{name}}Prover : IDisposable
            {
                private static {{name}}Prover? s_shared;
                private static object? s_gate;
                private static bool s_isCreated;
                private readonly {{Proving}}.ProverEngine _engine;

                private {{name}}Prover({{Proving}}.ProvingKey key, {{Proving}}.ProverOptions? options) =>
                    _engine = new(global::{{context.CompiledNamespace}}.{{name}}Forward.Model, key, options);

                private static {{name}}Prover Shared =>
                    LazyInitializer.EnsureInitialized(ref s_shared, ref s_isCreated, ref s_gate, static () => Create({{name}}ProvingKey.Cached()))!;

                /// <summary>
                /// What each part of a proof is expected to cost, in the order of the proof: time of one core of the machine that the compiler's cost
                /// model was calibrated on.
                /// </summary>
                public static IReadOnlyList<{{Proving}}.PredictedCost> PredictedCosts =>
                    global::{{context.CompiledNamespace}}.{{name}}Costs.Predicted;

                /// <summary>A prover with a key of the caller's.</summary>
                public static {{name}}Prover Create({{name}}ProvingKey key, {{Proving}}.ProverOptions? options = null) => new(key.Key, options);

                /// <summary>
                /// Proves with a prover that the process shares: the ceremony's reference string, all processors, the key made once and cached on
                /// disk.
                /// </summary>
            {{inputs}}
                public static {{name}}Proof Prove({{parameters}}) =>
                    Shared.Prove({{arguments}}, context: default, progress: null, cancellationToken: default);

                /// <summary>Runs the integer model and proves its outputs.</summary>
            {{inputs}}
                /// <param name="context">Bytes that the proof is bound to: nonce, user, purpose.</param>
                /// <param name="progress">Told when a stage begins.</param>
                /// <param name="cancellationToken">Observed throughout.</param>
                /// <exception cref="global::Atlas.Runtime.AtlasInputException">An input has another length or leaves its declared
                /// interval.</exception>
                public {{name}}Proof Prove(
                    {{parameters}},
                    ReadOnlySpan<byte> context = default,
                    IProgress<{{Proving}}.ProofProgress>? progress = null,
                    CancellationToken cancellationToken = default)
                {
                    {{Proving}}.ProofResult result = _engine.Prove({{name}}Model.Inputs({{arguments}}), context, progress, cancellationToken);
                    return new {{name}}Proof(result.Bytes, {{name}}Outputs.FromIntegers(result.Outputs)) { Stages = result.Stages };
                }

                /// <summary>Runs the integer model alone: the outputs that a proof would prove.</summary>
            {{inputs}}
                /// <param name="cancellationToken">Observed between nodes.</param>
                public {{name}}Outputs Infer({{parameters}}, CancellationToken cancellationToken = default) =>
                    {{name}}Outputs.FromIntegers(_engine.Infer({{name}}Model.Inputs({{arguments}}), cancellationToken));

                public void Dispose() => _engine.Dispose();
            }
            """;
    }

    private static string Key(EmissionContext context)
    {
        string name = context.Name, forward = $"global::{context.CompiledNamespace}.{name}Forward.Model";
        return $$"""
            /// <summary>What a prover of {{name}} needs besides the model: commitments to weights and tables, and the reference string.</summary>
            public sealed class {{name}}ProvingKey
            {
                private {{name}}ProvingKey({{Proving}}.ProvingKey key) => Key = key;

                /// <summary>What a relying party needs: a deterministic function of model, options and reference string.</summary>
                public global::Atlas.Runtime.Keys.VerifyingKey Verifying => Key.Verifying;

                internal {{Proving}}.ProvingKey Key { get; }

                /// <summary>Computes the key. Deterministic: the same model and reference string give the same bytes.</summary>
                /// <param name="srs">The reference string; by default the Ignition ceremony's.</param>
                /// <param name="threads">Number of threads; 0: one for each processor.</param>
                /// <param name="cancellationToken">Observed between commitments.</param>
                public static {{name}}ProvingKey Setup({{Srs}}? srs = null, int threads = 0, CancellationToken cancellationToken = default) =>
                    new({{Proving}}.ProvingKey.Setup({{forward}}, srs ?? {{Ignition}}, threads, cancellationToken));

                /// <summary>The key from the cache on disk, or computed and put there; a damaged file is replaced.</summary>
                /// <inheritdoc cref="Setup"/>
                public static {{name}}ProvingKey Cached({{Srs}}? srs = null, int threads = 0, CancellationToken cancellationToken = default) =>
                    new(new {{Proving}}.KeyCache().GetOrSetup({{forward}}, srs ?? {{Ignition}}, threads, cancellationToken));

                /// <summary>Reads a key that Save wrote, and checks it.</summary>
                /// <exception cref="global::Atlas.Runtime.AtlasKeyException">The file is no key of this model and reference string.</exception>
                public static {{name}}ProvingKey Load(string path, {{Srs}}? srs = null) =>
                    new({{Proving}}.ProvingKey.Load({{forward}}, srs ?? {{Ignition}}, path));

                /// <summary>Writes the key to a file, all of it or nothing.</summary>
                public void Save(string path) => Key.Save(path);
            }

            public sealed partial class {{name}}Proof
            {
                /// <summary>How long each stage of the proof took.</summary>
                public {{Proving}}.ProofStages? Stages { get; internal init; }
            }
            """;
    }
}
