using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;
using Atlas.Runtime.Lookups;
using Atlas.Runtime.Tensors;
using Atlas.Runtime.Transcripts;

namespace Atlas.Runtime.Sumcheck;

/// <summary>
/// One end of the proof: prover or verifier. A relation is written once against this type; what it sends on the prover's end it reads on the verifier's, and both absorb, so
/// the order of messages, the degrees and the claims exist once. Absorbing is the only way a prover's message can reach the verifier's algebra.
/// The class also keeps the claims: each is taken exactly once (docs/protocol.md §4).
/// </summary>
public abstract class Channel
{
    private readonly Transcript _transcript;
    private readonly SortedDictionary<int, List<Claim>> _ledger = [];
    private readonly SortedDictionary<int, List<DigitClaim>> _digitClaims = [];
    private int _challenges;

    protected Channel(Transcript transcript) => _transcript = transcript;

    /// <summary>Sites that were linked, in the order of the walk.</summary>
    public List<int> Links { get; } = [];

    /// <summary>Sumcheck rounds so far.</summary>
    public int Rounds { get; set; }

    protected Transcript Transcript => _transcript;

    // --- challenges

    public Fr Challenge()
    {
        _challenges++;
        return _transcript.Challenge();
    }

    public Point Challenges(int count)
    {
        var values = new Fr[count];
        int first = _challenges;
        for (int i = 0; i < count; i++)
        {
            values[i] = Challenge();
        }

        return Point.OfChallenges(values, first);
    }

    /// <summary>A challenge from the whole field, for the opening.</summary>
    public Fr FullChallenge() => _transcript.FullChallenge();

    /// <summary>The serial number that the next challenge gets.</summary>
    public int NextSerial => _challenges;

    // --- claims

    public void Claim(TensorInfo tensor, Point point, Fr value)
    {
        if (point.Length != tensor.Variables)
        {
            throw new InvalidOperationException($"A claim on {tensor} at a point of {point.Length} coordinates.");
        }

        if (!_ledger.TryGetValue(tensor.Id, out List<Claim>? claims))
        {
            _ledger.Add(tensor.Id, claims = []);
        }

        claims.Add(new Claim(point, value));
    }

    /// <summary>Takes all claims on a tensor; a second call finds none.</summary>
    public IReadOnlyList<Claim> Take(TensorInfo tensor) => _ledger.Remove(tensor.Id, out List<Claim>? claims) ? claims : [];

    /// <summary>Σ_{c,a} U(c,a)·P_s(c, point, a) = value: goes to the final check.</summary>
    public void DigitClaim(Site site, DigitFunctional functional, Point point, Fr value)
    {
        if (!_digitClaims.TryGetValue(site.Id, out List<DigitClaim>? claims))
        {
            _digitClaims.Add(site.Id, claims = []);
        }

        claims.Add(new DigitClaim(functional, point, value));
    }

    public IReadOnlyList<DigitClaim> DigitClaimsOf(Site site) => _digitClaims.TryGetValue(site.Id, out List<DigitClaim>? claims) ? claims : [];

    /// <summary>A claim that nobody took is a fault of the schedule, not of a proof.</summary>
    public void RequireAllTaken()
    {
        if (_ledger.Count != 0)
        {
            throw new InvalidOperationException($"Claims left over on {string.Join(", ", _ledger.Keys.Select(static id => $"t{id}"))}.");
        }
    }

    // --- messages: sent on one end, read on the other, absorbed on both

    /// <summary>Field elements under one label. <paramref name="produce"/> is called on the prover's end only, where it is not null.</summary>
    public abstract Fr[] Message(string label, int count, Func<Fr[]>? produce);

    /// <summary>Commitments under one label. <paramref name="identityAllowed"/>: whether the point at infinity is a legal value.</summary>
    public abstract G1Affine[] Points(string label, int count, bool identityAllowed, Func<G1Affine[]>? produce);

    /// <summary>Values of tensors at points, as one message.</summary>
    public abstract Fr[] Evaluations(string label, params ReadOnlySpan<(TensorInfo Tensor, Point Point)> at);

    // --- checks

    /// <summary>What the verifier requires; it remembers the first failure. An honest prover never fails it.</summary>
    public abstract void Check(string check, Fr expected, Fr actual);

    public abstract void Check(string check, bool holds);

    /// <summary>A check has failed on the verifier's end: what follows can't change the verdict, and the walk stops. Claims then stay untaken.</summary>
    public virtual bool HasFailed => false;

    // --- the prover's part of a sumcheck; null on the verifier's end

    public abstract IRoundProver? Open(SumBatch batch);

    public abstract IRoundProver? Open(FinalCheck.FinalCheckStatement statement);

    public abstract Commitments.IOpeningProver? Open(Commitments.OpeningStatement statement);

    /// <summary>The value of a table's tails at the front, Σ_x front(x)·tails(x).</summary>
    public abstract Fr[] TailValue(string label, TableSum table);

    /// <summary>The opening's pairing equation: the verifier's last check.</summary>
    public abstract void CheckOpening(Commitments.OpeningStatement statement, Commitments.OpeningProof proof);

    // --- the statement; inputs and outputs apart, since one tensor may be both, and only the caller's inputs are true of themselves

    /// <summary>Padded integers of an input tensor.</summary>
    public abstract ReadOnlySpan<long> Input(TensorInfo tensor);

    /// <summary>Padded integers of the output with this position, as the statement gives them.</summary>
    public abstract ReadOnlySpan<long> Output(int position);
}

/// <summary>Σ_{c,a} U(c,a)·P_s(c, point, a) = value (docs/protocol.md §4).</summary>
public readonly record struct DigitClaim(DigitFunctional Functional, Point Point, Fr Value);

/// <summary>The prover's side of a sumcheck.</summary>
public interface IRoundProver
{
    /// <summary>Coefficients of round <paramref name="round"/>'s polynomial, constant first, at most degree + 1 of them.</summary>
    Fr[] Round(int round);

    /// <summary>Binds the round's variable to the challenge. <paramref name="claim"/>: value of the sent polynomial there.</summary>
    void Bind(int round, Fr challenge, Fr claim);

    /// <summary>After the last round: the values that the member with this index sends.</summary>
    Fr[] Finals(int member);
}
