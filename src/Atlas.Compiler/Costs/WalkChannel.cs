using System.Numerics;
using Atlas.Compiler.Plan;

namespace Atlas.Compiler.Costs;

/// <summary>A point of the dry walk: for each coordinate, whether it is a challenge (else it is the constant 0, 1 or ½).</summary>
internal readonly record struct WalkPoint(bool[] Challenge)
{
    public bool AllChallenges => Array.TrueForAll(Challenge, static c => c);

    public static WalkPoint OfChallenges(int count) => Filled(count, true);

    public static WalkPoint OfConstants(int count) => Filled(count, false);

    public WalkPoint Concat(WalkPoint other) => new([.. Challenge, .. other.Challenge]);

    public WalkPoint Slice(int start, int length) => new([.. Challenge.Skip(start).Take(length)]);

    private static WalkPoint Filled(int count, bool value) => new([.. Enumerable.Repeat(value, count)]);
}

/// <summary>A sumcheck that a node asks for: its label and the degree in each variable.</summary>
internal sealed record WalkSum(string Label, int[] Degrees);

/// <summary>The third end of the protocol's channel: no prover, no verifier, it only counts (docs/protocol.md §5).</summary>
internal sealed class WalkChannel
{
    private readonly Dictionary<int, List<WalkPoint>> ledger = [];
    private readonly SortedDictionary<string, (BigInteger Numerator, bool OverField)> errors = new(StringComparer.Ordinal);

    public List<ProofMessage> Messages { get; } = [];

    public List<int> Links { get; } = [];

    public Dictionary<int, int> DigitClaims { get; } = [];

    public int Rounds { get; private set; }

    public List<PredictedCost> Predicted { get; } = [];

    public IEnumerable<SoundnessTerm> Errors => errors.Select(static e => new SoundnessTerm(e.Key, e.Value.Numerator, e.Value.OverField));

    public void Scalars(string label, int count) => Messages.Add(new(label, MessageKind.Scalars, count));

    public void Points(string label, int count) => Messages.Add(new(label, MessageKind.Points, count));

    public void Predict(string label, string kind, double nanoseconds, ProofStage stage = ProofStage.Walk) => Predicted.Add(new(label, kind, stage, nanoseconds));

    public void Claim(int tensor, WalkPoint point)
    {
        if (!ledger.TryGetValue(tensor, out List<WalkPoint>? claims))
        {
            ledger[tensor] = claims = [];
        }

        claims.Add(point);
    }

    /// <summary>Each claim is consumed exactly once.</summary>
    public List<WalkPoint> Take(int tensor)
    {
        if (!ledger.TryGetValue(tensor, out List<WalkPoint>? claims))
        {
            return [];
        }

        ledger.Remove(tensor);
        return claims;
    }

    public IReadOnlyCollection<int> Left => ledger.Keys;

    public void DigitClaim(int site, int count = 1)
    {
        DigitClaims.TryGetValue(site, out int claims);
        DigitClaims[site] = claims + count;
    }

    /// <summary>Adds numerator / 2^128 (or / p) to the soundness error.</summary>
    public void Spend(string label, BigInteger numerator, bool overField = false)
    {
        errors.TryGetValue(label, out (BigInteger Numerator, bool OverField) spent);
        errors[label] = (spent.Numerator + numerator, overField);
    }

    /// <summary>The rounds of one sumcheck: a polynomial of degree d is d scalars.</summary>
    public void RunRounds(string label, IEnumerable<int> degrees)
    {
        foreach (int degree in degrees)
        {
            Scalars($"{label}.round", degree);
            Spend("sumcheck rounds", degree);
            Rounds++;
        }
    }

    /// <summary>One batched sumcheck; the shorter sums join late.</summary>
    public void RunBatch(IReadOnlyList<WalkSum> sums)
    {
        string label = sums.Count < 4 ? string.Join("+", sums.Select(static s => s.Label)) : $"{sums[0].Label}+{sums.Count - 1} more";
        int rounds = sums.Max(static s => s.Degrees.Length);
        Spend("batching", sums.Count - 1);
        RunRounds(label, Enumerable.Range(0, rounds).Select(i => sums.Max(s => i >= rounds - s.Degrees.Length ? s.Degrees[i - (rounds - s.Degrees.Length)] : 0)));
    }
}
