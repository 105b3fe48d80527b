namespace Atlas.Testing.Generation;

/// <summary>An AtlasModel item as the build hands it to the generator: options as metadata.</summary>
public sealed record ModelItem(string Path)
{
    public string ClassName { get; init; } = "";

    public string Namespace { get; init; } = "";

    public string Emit { get; init; } = "";

    public string ScaleBits { get; init; } = "";

    public string WeightBits { get; init; } = "";

    public string CommitmentWidth { get; init; } = "";

    public string Dimensions { get; init; } = "";

    public string InputRange { get; init; } = "";

    /// <summary>Full path of a verifying key; empty for none.</summary>
    public string VerifyingKey { get; init; } = "";

    /// <summary>Overrides the digest that the build task would compute.</summary>
    public string? Sha256 { get; init; }
}
