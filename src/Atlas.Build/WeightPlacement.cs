namespace Atlas.Build;

/// <summary>Where a generated prover finds the model's weights.</summary>
internal enum WeightPlacement
{
    /// <summary>In the assembly, as a resource.</summary>
    Embed,

    /// <summary>In files beside the program.</summary>
    Copy,

    /// <summary>Nowhere: a verifier alone needs none.</summary>
    None,
}
