using System.Diagnostics;
using Atlas.Runtime.Commitments;
using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;
using Atlas.Runtime.FinalCheck;
using Atlas.Runtime.Serialization;
using Atlas.Runtime.Sumcheck;
using Atlas.Runtime.Tensors;
using Atlas.Runtime.Transcripts;

namespace Atlas.Runtime.Proving;

/// <summary>The prover's end of a proof: a message is computed, appended to the proof's bytes and absorbed.</summary>
internal sealed class ProverChannel : Channel
{
    private readonly Witness _witness;
    private readonly ProvingKey _key;
    private readonly int _threads;
    private readonly CancellationToken _cancellation;
    private readonly Tamper? _tamper;
    private readonly RelationReport? _report;
    private readonly ByteWriter _proof = new();
    private readonly SumProverFactory _provers;
    private FinalCheckProver? _finalCheck;

    public ProverChannel(
        Transcript transcript,
        Witness witness,
        ProvingKey key,
        int threads,
        CancellationToken cancellation,
        Tamper? tamper = null,
        RelationReport? report = null)
        : base(transcript)
    {
        _witness = witness;
        _key = key;
        _threads = threads;
        _cancellation = cancellation;
        _tamper = tamper;
        _report = report;
        _provers = new SumProverFactory(witness, threads, tamper);
    }

    /// <summary>The messages so far.</summary>
    public byte[] Messages => _proof.ToArray();

    public override Fr[] Message(string label, int count, Func<Fr[]>? produce)
    {
        Fr[] values = Produce(label, count, produce);
        _tamper?.Message(label, values);
        Span<byte> bytes = stackalloc byte[Fr.Bytes];
        foreach (Fr value in values)
        {
            value.Write(bytes);
            _proof.Bytes(bytes);
        }

        Transcript.AbsorbScalars(label, values);
        return values;
    }

    public override G1Affine[] Points(string label, int count, bool identityAllowed, Func<G1Affine[]>? produce)
    {
        G1Affine[] points = Produce(label, count, produce);
        _tamper?.Points(label, points);
        Span<byte> bytes = stackalloc byte[G1Affine.Bytes];
        foreach (G1Affine point in points)
        {
            point.Encode(bytes);
            _proof.Bytes(bytes);
        }

        Transcript.AbsorbPoints(label, points);
        return points;
    }

    public override Fr[] Evaluations(string label, params ReadOnlySpan<(TensorInfo Tensor, Point Point)> at)
    {
        long began = Stopwatch.GetTimestamp();
        var values = new Fr[at.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = _witness.Tensor(at[i].Tensor).Evaluate(at[i].Point.Coordinates, _threads);
        }

        _report?.AddSince(began, label, "claim");
        return Message(label, values.Length, () => values);
    }

    public override Fr[] TailValue(string label, TableSum table)
    {
        long began = Stopwatch.GetTimestamp();
        Fr tails = Tails(table);
        _report?.AddSince(began, label, "claim");
        return Message(label, 1, () => [tails]);
    }

    public override void Check(string check, Fr expected, Fr actual) => Check(check, expected == actual);

    public override void Check(string check, bool holds)
    {
        if (!holds && _tamper is null)
        {
            throw new InvalidOperationException($"incomplete: {check}");
        }
    }

    public override IRoundProver Open(SumBatch batch) => new BatchProver(batch, _provers, _report);

    public override IRoundProver Open(FinalCheckStatement statement) =>
        _finalCheck = new FinalCheckProver(statement, _witness, _key, _threads, _tamper);

    public override IOpeningProver Open(OpeningStatement statement)
    {
        using FieldTable cells = _finalCheck!.Combine(statement);
        var prover = new HyperKzgProver(statement, _key.Bases, cells.Span, _threads);
        _finalCheck = null;
        return prover;
    }

    public override void CheckOpening(OpeningStatement statement, OpeningProof proof)
    {
        // The pairing is the verifier's; the prover has computed the quotients that satisfy it.
    }

    public override ReadOnlySpan<long> Input(TensorInfo tensor) => _witness.Tensor(tensor).Cells;

    public override ReadOnlySpan<long> Output(int position) => _witness.Tensor(_key.Model.Model.Outputs[position].Tensor).Cells;

    /// <summary>Σ_x front(x)·tails(x): inside the window there is no tail.</summary>
    private Fr Tails(TableSum table)
    {
        SiteDigits digits = _witness.Digits(table.Site);
        ReadOnlySpan<int> entries = _witness.Entries(table.Site);
        using FieldTable front = FieldTable.Of(table.Front, _threads);
        Span<Fr> factors = stackalloc Fr[table.Functionals.Length];
        Fr sum = Fr.Zero;
        for (int e = 0; e < front.Length; e++)
        {
            if (entries[e] == TableIndex.Tail)
            {
                for (int i = 0; i < factors.Length; i++)
                {
                    factors[i] = digits.Apply(table.Functionals[i], e);
                }

                sum += front[e] * table.Tails(factors);
            }
        }

        return sum;
    }

    private T[] Produce<T>(string label, int count, Func<T[]>? produce)
    {
        _cancellation.ThrowIfCancellationRequested();
        T[] message = produce!();
        return message.Length == count
            ? message
            : throw new InvalidOperationException($"The message {label} has {message.Length} elements instead of {count}.");
    }
}
