using System.Collections.Immutable;

namespace Atlas.Compiler.Plan;

/// <summary>Size of one symbolic dimension of the model.</summary>
public readonly record struct DimensionBinding(string Name, long Size);

/// <summary>Declared interval of an input, in real units or as integers for an integer input; ends included.</summary>
public readonly record struct InputRange(string Input, double Low, double High);

/// <summary>Everything besides the model's bytes that decides the plan. Value-equal.</summary>
public sealed record PlanOptions
{
    /// <summary>Fraction bits of activations.</summary>
    public int ScaleBits { get; init; } = 12;

    /// <summary>Bits of the largest magnitude of a weight tensor, 8 to 16.</summary>
    public int WeightBits { get; init; } = 12;

    /// <summary>log2 of the entries of an activation's table, 8 to 16: they cover [-8, 8).</summary>
    public int TableBits { get; init; } = 12;

    /// <summary>log2 of the commitment width; 0: the cost model chooses.</summary>
    public int CommitmentWidth { get; init; }

    /// <summary>Largest commitment width that the cost model may choose: the embedded SRS has 2^15 powers.</summary>
    public int MaximumCommitmentWidth { get; init; } = 15;

    public ImmutableArray<DimensionBinding> Dimensions { get; init; } = [];

    public ImmutableArray<InputRange> InputRanges { get; init; } = [];

    public bool Equals(PlanOptions? other) =>
        other is not null && ScaleBits == other.ScaleBits && WeightBits == other.WeightBits && TableBits == other.TableBits && CommitmentWidth == other.CommitmentWidth
        && MaximumCommitmentWidth == other.MaximumCommitmentWidth && Dimensions.AsSpan().SequenceEqual(other.Dimensions.AsSpan())
        && InputRanges.AsSpan().SequenceEqual(other.InputRanges.AsSpan());

    public override int GetHashCode() => unchecked((ScaleBits * 31 + WeightBits) * 31 + CommitmentWidth);
}
