using System.Numerics;
using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;

namespace Atlas.Reference.Channels;

/// <summary>One message of a proof, as it was absorbed: scalars or points.</summary>
public sealed record LoggedMessage(string Label, Fr[] Scalars, G1Affine[] Points);

/// <summary>
/// An end of the proof with its ledger of claims. What the prover's end sends, the verifier's reads, and both absorb; the verifier has no witness, so that it can use
/// statement, plan and proof only.
/// </summary>
public abstract class Context(ReferenceModel model, ReferenceTranscript transcript)
{
    private readonly Dictionary<int, List<Claim>> _ledger = [];
    private int _challenges;

    public ReferenceModel Model { get; } = model;

    public ReferenceTranscript Transcript { get; } = transcript;

    /// <summary>Null on the verifier's end.</summary>
    public abstract Witness? Witness { get; }

    /// <summary>Padded integers of the statement's inputs.</summary>
    public Dictionary<int, BigInteger[]> Inputs { get; } = [];

    public List<LoggedMessage> Log { get; } = [];

    public List<DigitClaim> DigitClaims { get; } = [];

    /// <summary>Sites that were linked, in the order of the walk.</summary>
    public List<int> Links { get; } = [];

    /// <summary>{row: commitment} of every site.</summary>
    public Dictionary<int, Dictionary<int, G1Affine>> Rows { get; } = [];

    public Coordinate Challenge(string label) => new(Transcript.Challenge(label), _challenges++);

    public Coordinate[] Challenges(string label, int count) => [.. Enumerable.Range(0, count).Select(_ => Challenge(label))];

    public Fr FullChallenge(string label) => Transcript.FullChallenge(label);

    public void Claim(int tensor, Coordinate[] point, Fr value)
    {
        if (!_ledger.TryGetValue(tensor, out List<Claim>? claims))
        {
            _ledger.Add(tensor, claims = []);
        }

        claims.Add(new Claim(point, value));
    }

    /// <summary>Each claim is consumed exactly once.</summary>
    public List<Claim> Take(int tensor) => _ledger.Remove(tensor, out List<Claim>? claims) ? claims : [];

    public void RequireAllTaken()
    {
        if (_ledger.Count > 0)
        {
            throw new InvalidOperationException($"Claims left over: {string.Join(", ", _ledger.Keys.Select(static t => $"t{t}"))}");
        }
    }

    /// <summary>Σ U·P_s at the point has this value: goes to the final check.</summary>
    public void Claim(SiteTable site, DigitTable table, Coordinate[] point, Fr value) => DigitClaims.Add(new DigitClaim(site.Id, table, point, value));

    /// <param name="make">The honest values; the prover's end only.</param>
    /// <param name="residual">Zero when the check that these values go into holds; for a lying prover that repairs it.</param>
    public abstract Fr[] Message(string label, int count, Func<Witness, Fr[]> make, Func<Fr[], Fr>? residual = null);

    public abstract G1Affine[] Commitments(string label, int count, Func<Witness, G1Affine[]> make);

    /// <summary>A check of the verifier; an honest prover never fails it.</summary>
    public abstract void Check(string label, bool holds);
}
