using Atlas.Runtime.Commitments;
using Atlas.Runtime.Curves;
using Atlas.Runtime.Model;
using Atlas.Runtime.Transcripts;

namespace Atlas.Runtime.Proving;

/// <summary>
/// Proves runs of one model. Deterministic: the same model, input and key give the same bytes on one thread or many. Safe for several proofs at a time.
/// </summary>
public sealed class ProverEngine : IDisposable
{
    private readonly ProvingKey _key;
    private readonly int _threads;
    private volatile bool _disposed;

    /// <exception cref="AtlasKeyException">The key is for another model.</exception>
    public ProverEngine(ProvableModel model, ProvingKey key, ProverOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(key);
        if (key.Model != model)
        {
            throw new AtlasKeyException($"The proving key is for the model '{key.Model.Model.Name}', not for '{model.Model.Name}'.");
        }

        _key = key;
        _threads = ProverOptions.Workers((options ?? ProverOptions.Default).Threads);
    }

    public ProvingKey Key => _key;

    /// <summary>The integer forward pass alone: output tensors' true elements, row-major.</summary>
    /// <exception cref="AtlasInputException">An input has another length or leaves its declared interval.</exception>
    public long[][] Infer(long[][] inputs, CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return Infer(_key.Model, _key.Constants, inputs, _threads, cancellation);
    }

    /// <summary>The integer forward pass, with constants that the caller has loaded; needs no key.</summary>
    public static long[][] Infer(ProvableModel model, ConstantStore constants, long[][] inputs, int threads = 0, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        long[][] normalised = ProofStatement.NormaliseInputs(model.Model, inputs);
        return Witness.Run(model, constants, normalised, ProverOptions.Workers(threads), cancellation).Outputs();
    }

    /// <summary>Runs the model on the inputs and proves the outputs.</summary>
    /// <param name="inputs">True elements of each input, row-major, as integers.</param>
    /// <param name="context">Any bytes (nonce, user, purpose) that the proof is bound to.</param>
    /// <param name="progress">Told when a stage begins.</param>
    /// <param name="cancellation">Honoured between messages.</param>
    /// <exception cref="AtlasInputException">An input has another length or leaves its declared interval.</exception>
    public ProofResult Prove(
        long[][] inputs, ReadOnlySpan<byte> context = default, IProgress<ProofProgress>? progress = null, CancellationToken cancellation = default) =>
        Prove(inputs, context, progress, tamper: null, log: null, cancellation);

    internal ProofResult Prove(
        long[][] inputs, ReadOnlySpan<byte> context, IProgress<ProofProgress>? progress, Tamper? tamper, List<AbsorbRecord>? log, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        CompiledModel model = _key.Model.Model;
        long[][] normalised = ProofStatement.NormaliseInputs(model, inputs);
        using var stages = new StageClock(progress);
        stages.Begin("witness");
        Witness witness = Witness.Run(_key.Model, _key.Constants, normalised, _threads, cancellation, tamper);
        long[][] outputs = witness.Outputs();
        var transcript = new Transcript(log);
        ProofStatement.Absorb(transcript, model, _key.Verifying.Digest, context, normalised, outputs);
        var channel = new ProverChannel(transcript, witness, _key, _threads, cancellation, tamper);

        stages.Begin("commitments");
        Commit(channel, model, witness);
        ProofWalk.Run(channel, model, stage => stages.Begin(NameOf(stage)));
        stages.End();
        byte[] bytes = ProofFile.Write(model, _key.Verifying.Digest, outputs, channel.Messages);
        return new ProofResult(bytes, outputs, stages.Report(model.Ones, channel.Rounds));
    }

    /// <summary>A proof in progress ends as it would; a new one is refused.</summary>
    public void Dispose() => _disposed = true;

    private static string NameOf(ProofStage stage) => stage switch
    {
        ProofStage.Walk => "walk",
        ProofStage.FinalCheck => "final check",
        _ => "opening",
    };

    private void Commit(ProverChannel channel, CompiledModel model, Witness witness)
    {
        foreach (SiteCommitment site in model.Sites)
        {
            channel.Points($"one-hot.{site.Site.Label}", site.Rows.Length, identityAllowed: false, () => CommitSite(site, model, witness));
        }
    }

    private G1Affine[] CommitSite(SiteCommitment site, CompiledModel model, Witness witness) =>
        SiteCommitter.Commit(_key.Srs, model.LogWidth, site, witness.Digits(site.Site).Bytes, _threads);
}
