using Atlas.Runtime.Commitments;
using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;
using Atlas.Runtime.FinalCheck;
using Atlas.Runtime.Keys;
using Atlas.Runtime.Model;
using Atlas.Runtime.Sumcheck;
using Atlas.Runtime.Tensors;
using Atlas.Runtime.Transcripts;

namespace Atlas.Verifying;

/// <summary>
/// The verifier's end of a proof: reading a message absorbs it. The first failure is kept, a relation that has begun goes on with zeros, so that no byte of a proof can raise an
/// exception, and the walk stops before the next; the plan bounds all work. Holds no witness: it sees statement, plan, key and proof.
/// </summary>
internal sealed class VerifierChannel : Channel
{
    private readonly CompiledModel _model;
    private readonly VerifyingKey _key;
    private readonly byte[] _proof;
    private readonly long[]?[] _inputs;
    private readonly long[][] _outputs;
    private readonly G1Affine[][] _siteRows;
    private int _position;

    public VerifierChannel(Transcript transcript, CompiledModel model, VerifyingKey key, byte[] proof, int start, long[][] inputs, long[][] outputs)
        : base(transcript)
    {
        _model = model;
        _key = key;
        _proof = proof;
        _position = start;
        _inputs = new long[model.TensorCount][];
        for (int i = 0; i < inputs.Length; i++)
        {
            _inputs[model.Inputs[i].Tensor.Id] = ProofStatement.Pad(model.Inputs[i].Tensor, inputs[i]);
        }

        _outputs = [.. outputs.Select((values, i) => ProofStatement.Pad(model.Outputs[i].Tensor, values))];
        _siteRows = new G1Affine[model.Sites.Length][];
    }

    /// <summary>The first check that failed.</summary>
    public Rejection? Rejection { get; private set; }

    public override bool HasFailed => Rejection is not null;

    /// <summary>Reads the one-hot commitments, before the first challenge.</summary>
    public void ReadCommitments()
    {
        int start = _position, rows = 0;
        foreach (SiteCommitment commitment in _model.Sites)
        {
            Read(Label(commitment), AbsorbTag.Points, commitment.Rows.Length, G1Affine.Bytes);
            rows += commitment.Rows.Length;
        }

        // All at once: decoding many points together costs a fraction of decoding them one by one.
        G1Affine[] points = Rejection is null
            ? Decode("one-hot commitments", _proof.AsSpan(start, rows * G1Affine.Bytes), rows, identityAllowed: false)
            : new G1Affine[rows];
        for (int s = 0, at = 0; s < _siteRows.Length; at += _siteRows[s].Length, s++)
        {
            _siteRows[s] = points[at..(at + _model.Sites[s].Rows.Length)];
        }

        static string Label(SiteCommitment commitment) => $"one-hot.{commitment.Site.Label}";
    }

    /// <summary>Nothing may follow the last message.</summary>
    public void RequireEnd()
    {
        if (_position != _proof.Length)
        {
            Reject(new Rejection(RejectionKind.Malformed, "trailing bytes", $"{_position} bytes", $"{_proof.Length} bytes", _position));
        }
    }

    public override Fr[] Message(string label, int count, Func<Fr[]>? produce)
    {
        var values = new Fr[count];
        ReadOnlySpan<byte> bytes = Read(label, AbsorbTag.Scalars, count, 32);
        for (int i = 0; i < count && Rejection is null; i++)
        {
            if (!Fr.TryRead(bytes.Slice(32 * i, 32), out values[i]))
            {
                Reject(new Rejection(RejectionKind.Malformed, $"{label}: scalar {i} is not below the field's order", "", "", _position));
            }
        }

        return values;
    }

    public override G1Affine[] Points(string label, int count, bool identityAllowed, Func<G1Affine[]>? produce)
    {
        ReadOnlySpan<byte> bytes = Read(label, AbsorbTag.Points, count, G1Affine.Bytes);
        return Rejection is null ? Decode(label, bytes, count, identityAllowed) : new G1Affine[count];
    }

    public override Fr[] Evaluations(string label, params ReadOnlySpan<(TensorInfo Tensor, Point Point)> at) => Message(label, at.Length, null);

    public override Fr[] TailValue(string label, TableSum table) => Message(label, 1, null);

    public override void Check(string check, Fr expected, Fr actual)
    {
        if (Rejection is null && expected != actual)
        {
            Reject(new Rejection(RejectionKind.Check, check, expected.ToString(), actual.ToString(), _position));
        }
    }

    public override void Check(string check, bool holds)
    {
        if (!holds)
        {
            Reject(new Rejection(RejectionKind.Check, check, "", "", _position));
        }
    }

    public override ReadOnlySpan<long> Input(TensorInfo tensor) =>
        _inputs[tensor.Id] ?? throw new InvalidOperationException($"{tensor} is not an input of the statement.");

    public override ReadOnlySpan<long> Output(int position) => _outputs[position];

    public override IRoundProver? Open(SumBatch batch) => null;

    public override IRoundProver? Open(FinalCheckStatement statement) => null;

    public override IOpeningProver? Open(OpeningStatement statement) => null;

    public override void CheckOpening(OpeningStatement statement, OpeningProof proof)
    {
        if (Rejection is null && !OpeningCheck.Holds(statement, proof, _model, _key, _siteRows))
        {
            Reject(new Rejection(RejectionKind.Opening, "open.pairing", "", "", _position));
        }
    }

    private ReadOnlySpan<byte> Read(string label, AbsorbTag tag, int count, int size)
    {
        int length = count * size;
        if (Rejection is not null || length > _proof.Length - _position)
        {
            Reject(new Rejection(RejectionKind.Malformed, $"{label}: the proof ends here", $"{length} bytes", $"{_proof.Length - _position} bytes", _position));
            return default;
        }

        ReadOnlySpan<byte> bytes = _proof.AsSpan(_position, length);
        _position += length;
        Transcript.Absorb(tag, label, bytes);
        return bytes;
    }

    /// <summary>Canonical points of the curve; the group has prime order, so they are in it.</summary>
    private G1Affine[] Decode(string label, ReadOnlySpan<byte> bytes, int count, bool identityAllowed)
    {
        var points = new G1Affine[count];
        if (!G1Affine.TryDecode(bytes, points, out int invalid))
        {
            Reject(new Rejection(RejectionKind.Malformed, $"{label}: point {invalid} is not a canonical point of the curve", "", "", _position));
            return new G1Affine[count];
        }

        int identity = identityAllowed ? -1 : Array.FindIndex(points, static point => point.IsInfinity);
        if (identity >= 0)
        {
            Reject(new Rejection(RejectionKind.Malformed, $"{label}: point {identity} is the identity", "", "", _position));
        }

        return points;
    }

    private void Reject(Rejection rejection) => Rejection ??= rejection;
}
