namespace Atlas.Verifying;

/// <summary>Why a proof was rejected, in one word.</summary>
public enum RejectionKind
{
    /// <summary>The bytes do not have the form that the plan fixes.</summary>
    Malformed,

    /// <summary>The proof belongs to another model, plan or key, or states other outputs than the caller expects.</summary>
    Statement,

    /// <summary>An identity of a relation, a sumcheck or the final check does not hold.</summary>
    Check,

    /// <summary>The polynomial commitments do not open to the claimed values.</summary>
    Opening,
}

/// <summary>
/// A rejected proof: a value, not an exception. <paramref name="Check"/> names the check or the section, with the tensor or site that it is about;
/// <paramref name="Offset"/> is the byte in the proof up to which it was read.
/// </summary>
public sealed record Rejection(RejectionKind Kind, string Check, string Expected, string Actual, int Offset)
{
    public override string ToString() =>
        Expected.Length == 0 && Actual.Length == 0
            ? $"{Kind}: {Check} (byte {Offset})"
            : $"{Kind}: {Check}: expected {Expected}, actual {Actual} (byte {Offset})";
}
