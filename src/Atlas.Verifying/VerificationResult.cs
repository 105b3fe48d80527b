using Atlas.Runtime.Commitments;

namespace Atlas.Verifying;

/// <summary>
/// The verdict on a proof. Converts to bool. <see cref="Outputs"/> are the integers that were proven, in the model's order of outputs, row-major; empty for a rejected proof.
/// </summary>
public sealed class VerificationResult
{
    internal VerificationResult(Rejection? rejection, long[][] outputs, SrsKind srsKind)
    {
        Rejection = rejection;
        Outputs = rejection is null ? outputs : [];
        SrsKind = srsKind;
    }

    public bool IsValid => Rejection is null;

    /// <summary>The first check that failed; null for a valid proof.</summary>
    public Rejection? Rejection { get; }

    public IReadOnlyList<long[]> Outputs { get; }

    /// <summary>Where the key's reference string comes from. A development string makes every proof forgeable.</summary>
    public SrsKind SrsKind { get; }

    public static implicit operator bool(VerificationResult result) => result is not null && result.IsValid;

    public bool ToBoolean() => IsValid;

    public override string ToString() => Rejection is null ? "valid" : $"rejected: {Rejection}";
}
