using System.Collections.Immutable;

namespace Atlas.Onnx;

/// <summary>What the caller decides about a model that the file leaves open.</summary>
public sealed record OnnxLoadOptions
{
    public static OnnxLoadOptions Default { get; } = new();

    /// <summary>Extents of symbolic dimensions, by the names that the model's inputs give them.</summary>
    public IReadOnlyDictionary<string, long> Dimensions { get; init; } = ImmutableDictionary<string, long>.Empty;

    /// <summary>Inputs that are constants of the compiled model, by name; for those that decide a shape.</summary>
    public IReadOnlyDictionary<string, OnnxTensor> BoundInputs { get; init; } = ImmutableDictionary<string, OnnxTensor>.Empty;
}
