using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;

namespace Atlas.Reference.Channels;

/// <summary>The reference verifier's verdict on a bad proof: the check that failed.</summary>
public sealed class RejectedException(string check) : Exception($"Rejected by {check}.")
{
    public string Check { get; } = check;
}

/// <summary>The reading end.</summary>
/// <param name="ignored">Checks to leave out, for tests that show what each is needed for; null leaves out none.</param>
public sealed class VerifierContext(ReferenceModel model, ReferenceTranscript transcript, byte[] proof, Func<string, bool>? ignored = null) : Context(model, transcript)
{
    private int _at;

    public override Witness? Witness => null;

    public override Fr[] Message(string label, int count, Func<Witness, Fr[]> make, Func<Fr[], Fr>? residual = null)
    {
        var values = new Fr[count];
        for (int i = 0; i < count; i++)
        {
            Check($"{label}: canonical scalar", Fr.TryRead(Read(label, Fr.Bytes), out values[i]));
        }

        Transcript.AbsorbScalars(label, values);
        Log.Add(new LoggedMessage(label, values, []));
        return values;
    }

    public override G1Affine[] Commitments(string label, int count, Func<Witness, G1Affine[]> make)
    {
        var points = new G1Affine[count];
        for (int i = 0; i < count; i++)
        {
            Check($"{label}: point", G1Affine.TryDecode(Read(label, G1Affine.Bytes), out points[i]));
        }

        Transcript.AbsorbPoints(label, points);
        Log.Add(new LoggedMessage(label, [], points));
        return points;
    }

    public override void Check(string label, bool holds)
    {
        if (!holds && ignored?.Invoke(label) is not true)
        {
            throw new RejectedException(label);
        }
    }

    /// <summary>Nothing follows the last message.</summary>
    public void Finish() => Check("trailing bytes", _at == proof.Length);

    private ReadOnlySpan<byte> Read(string label, int count)
    {
        Check($"{label}: proof too short", _at + count <= proof.Length);
        _at += count;
        return proof.AsSpan(_at - count, count);
    }
}
