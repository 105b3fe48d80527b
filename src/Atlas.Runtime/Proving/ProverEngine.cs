using Atlas.Runtime.Commitments;
using Atlas.Runtime.Curves;
using Atlas.Runtime.Model;
using Atlas.Runtime.Transcripts;

namespace Atlas.Runtime.Proving;

/// <summary>
/// Proves runs of one compiled model under one key. Holds nothing that a proof changes, so any number of proofs may run at a time; the same inputs
/// and context give the same bytes on any number of threads.
/// </summary>
public sealed class ProverEngine : IDisposable
{
    private readonly ProvableModel _model;
    private readonly ProvingKey _key;
    private readonly int _threads;
    private readonly bool _report;
    private bool _disposed;

    /// <exception cref="AtlasKeyException">The key is another model's.</exception>
    public ProverEngine(ProvableModel model, ProvingKey key, ProverOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(key);
        if (key.Model.Model.PlanDigest != model.Model.PlanDigest)
        {
            throw new AtlasKeyException($"The key belongs to {key.Model.Model.Name}, plan {key.Model.Model.PlanDigest}, not to {model.Model.Name}, plan {model.Model.PlanDigest}.");
        }

        _model = model;
        _key = key;
        options ??= new ProverOptions();
        _threads = ProverOptions.Resolve(options.Threads);
        _report = options.Report;
    }

    public ProvingKey Key => _key;

    /// <summary>The integer forward pass alone.</summary>
    /// <exception cref="AtlasInputException">An input has another length or leaves its interval.</exception>
    public static long[][] Infer(ProvableModel model, ConstantStore constants, long[][] inputs, int threads = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        long[][] normalised = ProofStatement.NormaliseInputs(model.Model, inputs);
        using Witness witness = Witness.Run(model, constants, normalised, ProverOptions.Resolve(threads), cancellationToken);
        return witness.Outputs();
    }

    /// <inheritdoc cref="Infer(ProvableModel, ConstantStore, long[][], int, CancellationToken)"/>
    public long[][] Infer(long[][] inputs, CancellationToken cancellationToken = default) => Infer(_model, _key.Constants, inputs, _threads, cancellationToken);

    /// <summary>Proves that the model gives its outputs on these inputs.</summary>
    /// <param name="inputs">True elements of each input, row-major, as integers.</param>
    /// <param name="context">Any bytes that the proof is to be bound to.</param>
    /// <param name="progress">Told when a stage begins.</param>
    /// <param name="cancellationToken">Observed between messages.</param>
    /// <exception cref="AtlasInputException">An input has another length or leaves its interval.</exception>
    public ProofResult Prove(
        long[][] inputs, ReadOnlySpan<byte> context = default, IProgress<ProofProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Prove(inputs, context, progress, cancellationToken, tamper: null, log: null);

    /// <summary>No further proof may begin; the key is the caller's.</summary>
    public void Dispose() => _disposed = true;

    internal ProofResult Prove(
        long[][] inputs, ReadOnlySpan<byte> context, IProgress<ProofProgress>? progress, CancellationToken cancellation, Tamper? tamper, List<AbsorbRecord>? log)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        CompiledModel model = _model.Model;
        long[][] normalised = ProofStatement.NormaliseInputs(model, inputs);
        using var clock = new StageClock(progress);
        RelationReport? report = _report ? new RelationReport() : null;

        clock.Next();
        using Witness witness = Witness.Run(_model, _key.Constants, normalised, _threads, cancellation, tamper, report);
        long[][] outputs = witness.Outputs();
        tamper?.Outputs(outputs);

        clock.Next();
        var transcript = new Transcript(log);
        ReadOnlySpan<byte> digest = _key.Verifying.Digest;
        ProofStatement.Absorb(transcript, model, digest, context, normalised, outputs);
        var channel = new ProverChannel(transcript, witness, _key, _threads, cancellation, tamper, report);
        G1Affine[][] commitments = new SiteCommitter(model, witness, _key.Bases.Columns).Commit(_threads, cancellation);
        for (int s = 0; s < commitments.Length; s++)
        {
            G1Affine[] rows = commitments[s];
            channel.Points($"one-hot.{model.Sites[s].Site.Label}", rows.Length, identityAllowed: false, () => rows);
        }

        ProofWalk.Run(channel, model, _ => clock.Next());
        byte[] bytes = ProofFile.Write(model, digest, outputs, channel.Messages);
        return new ProofResult(bytes, outputs, clock.Finish(model.Ones, channel.Rounds) with { Relations = report?.Timings ?? [] });
    }
}
