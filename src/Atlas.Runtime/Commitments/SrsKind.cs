namespace Atlas.Runtime.Commitments;

/// <summary>Where the secret of a reference string came from.</summary>
public enum SrsKind : byte
{
    /// <summary>A public ceremony: sound if one of its participants destroyed a share.</summary>
    Ceremony = 1,

    /// <summary>A secret that anybody can compute. Proofs under it prove nothing; verifiers refuse it unless told otherwise.</summary>
    InsecureDevelopment = 2,
}
