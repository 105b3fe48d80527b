using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;

namespace Atlas.Reference.Channels;

/// <summary>The sending end.</summary>
public sealed class ProverContext(Witness witness, ReferenceTranscript transcript) : Context(witness.Model, transcript)
{
    private readonly List<byte> _bytes = [];

    public override Witness Witness => witness;

    private Tamper Tamper => witness.Tamper;

    /// <summary>The messages, one after the other: what follows header and outputs in a proof.</summary>
    public byte[] Bytes => [.. _bytes];

    public override Fr[] Message(string label, int count, Func<Witness, Fr[]> make, Func<Fr[], Fr>? residual = null)
    {
        Fr[] honest = make(witness);
        Fr[] values = Tamper.Message is null ? honest : Tamper.Message(label, [.. honest]);
        values = Tamper.Checked is null || residual is null ? values : Tamper.Checked(label, values, residual);
        if (Tamper.Repair && residual is not null && !residual(values).IsZero)
        {
            values = Repaired(values, residual, honest);
        }

        RequireHonestCount(label, count, values.Length);
        _bytes.AddRange(values.SelectMany(ReferenceTranscript.Bytes));
        Transcript.AbsorbScalars(label, values);
        Log.Add(new LoggedMessage(label, values, []));
        return [.. values, .. new Fr[Math.Max(0, count - values.Length)]];
    }

    public override G1Affine[] Commitments(string label, int count, Func<Witness, G1Affine[]> make)
    {
        G1Affine[] points = make(witness);
        points = Tamper.Points is null ? points : Tamper.Points(label, [.. points]);
        RequireHonestCount(label, count, points.Length);
        _bytes.AddRange(points.SelectMany(ReferenceTranscript.Bytes));
        Transcript.AbsorbPoints(label, points);
        Log.Add(new LoggedMessage(label, [], points));
        return [.. points, .. new G1Affine[Math.Max(0, count - points.Length)]];
    }

    public override void Check(string label, bool holds)
    {
        if (!holds && Tamper.IsHonest)
        {
            throw new InvalidOperationException($"An honest proof fails the check {label}.");
        }
    }

    /// <summary>
    /// Changes one value that is not a lie already so that the check holds: the residual is affine in each value, or the attempt is given up.
    /// </summary>
    private static Fr[] Repaired(Fr[] values, Func<Fr[], Fr> residual, Fr[] honest)
    {
        Fr at = residual(values);
        for (int i = 0; i < values.Length; i++)
        {
            if (i < honest.Length && values[i] != honest[i])
            {
                continue;
            }

            Fr[] trial = [.. values];
            trial[i] += Fr.One;
            Fr slope = residual(trial) - at;
            if (!slope.IsZero)
            {
                trial[i] = values[i] - (at * slope.Invert());
                if (residual(trial).IsZero)
                {
                    return trial;
                }
            }
        }

        return values;
    }

    private void RequireHonestCount(string label, int expected, int actual)
    {
        if (Tamper.IsHonest && actual != expected)
        {
            throw new InvalidOperationException($"{label} has {actual} values instead of {expected}.");
        }
    }
}
