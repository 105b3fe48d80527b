using System.Collections.Immutable;
using Atlas.Compiler.Numerics;

namespace Atlas.Compiler.Plan;

/// <summary>
/// Real constants before quantisation, as steps of <see cref="Weights"/> on the ONNX file's bytes: a prover repeats them without
/// a protobuf parser. Each record is one method of that class.
/// </summary>
public abstract record WeightExpression
{
    public abstract ImmutableArray<int> Dimensions { get; }

    /// <summary>Runs the steps; <paramref name="file"/> gives the bytes of the model (null) or of an external data file.</summary>
    public abstract Weights Evaluate(Func<string?, byte[]> file);

    private protected static ImmutableArray<int> Broadcast(ImmutableArray<int> a, ImmutableArray<int> b)
    {
        int rank = Math.Max(a.Length, b.Length);
        int At(ImmutableArray<int> d, int k) => k < rank - d.Length ? 1 : d[k - (rank - d.Length)];
        return [.. Enumerable.Range(0, rank).Select(k => At(a, k) == 1 ? At(b, k) : At(a, k))];
    }
}

/// <summary>Bytes of a file; <paramref name="ExternalFile"/> null: the ONNX file itself.</summary>
public sealed record LoadExpression(string? ExternalFile, long Offset, WeightType Type, ImmutableArray<int> Shape) : WeightExpression
{
    public override ImmutableArray<int> Dimensions => Shape;

    public override Weights Evaluate(Func<string?, byte[]> file) => Weights.Load(file(ExternalFile), Offset, Type, [.. Shape]);
}

/// <summary>Values that no contiguous bytes of a file hold; at most <see cref="MaximumLength"/>.</summary>
public sealed record LiteralExpression(ImmutableArray<double> Values, ImmutableArray<int> Shape) : WeightExpression
{
    public const int MaximumLength = 1024;

    public override ImmutableArray<int> Dimensions => Shape;

    public override Weights Evaluate(Func<string?, byte[]> file) => Weights.Literal([.. Values], [.. Shape]);
}

/// <summary>Axis k of the result is axis Axes[k] of the source.</summary>
public sealed record PermuteExpression(WeightExpression Source, ImmutableArray<int> Axes) : WeightExpression
{
    public override ImmutableArray<int> Dimensions => [.. Axes.Select(a => Source.Dimensions[a])];

    public override Weights Evaluate(Func<string?, byte[]> file) => Source.Evaluate(file).Permute([.. Axes]);
}

public sealed record ReshapeExpression(WeightExpression Source, ImmutableArray<int> Shape) : WeightExpression
{
    public override ImmutableArray<int> Dimensions => Shape;

    public override Weights Evaluate(Func<string?, byte[]> file) => Source.Evaluate(file).Reshape([.. Shape]);
}

public sealed record SliceExpression(WeightExpression Source, int Axis, int Start, int Length) : WeightExpression
{
    public override ImmutableArray<int> Dimensions => Source.Dimensions.SetItem(Axis, Length);

    public override Weights Evaluate(Func<string?, byte[]> file) => Source.Evaluate(file).Slice(Axis, Start, Length);
}

public sealed record ConcatExpression(ImmutableArray<WeightExpression> Parts, int Axis) : WeightExpression
{
    public override ImmutableArray<int> Dimensions => Parts[0].Dimensions.SetItem(Axis, Parts.Sum(p => p.Dimensions[Axis]));

    public override Weights Evaluate(Func<string?, byte[]> file) => Weights.Concat(Axis, [.. Parts.Select(p => p.Evaluate(file))]);
}

public sealed record ScaleExpression(WeightExpression Source, double Factor) : WeightExpression
{
    public override ImmutableArray<int> Dimensions => Source.Dimensions;

    public override Weights Evaluate(Func<string?, byte[]> file) => Source.Evaluate(file).Times(Factor);
}

/// <summary>Elementwise product with broadcasting from the last axis.</summary>
public sealed record TimesExpression(WeightExpression Left, WeightExpression Right) : WeightExpression
{
    public override ImmutableArray<int> Dimensions => Broadcast(Left.Dimensions, Right.Dimensions);

    public override Weights Evaluate(Func<string?, byte[]> file) => Left.Evaluate(file).Times(Right.Evaluate(file));
}

/// <summary>Elementwise sum with broadcasting from the last axis.</summary>
public sealed record PlusExpression(WeightExpression Left, WeightExpression Right) : WeightExpression
{
    public override ImmutableArray<int> Dimensions => Broadcast(Left.Dimensions, Right.Dimensions);

    public override Weights Evaluate(Func<string?, byte[]> file) => Left.Evaluate(file).Plus(Right.Evaluate(file));
}

/// <summary>Sum over one axis, which vanishes.</summary>
public sealed record SumExpression(WeightExpression Source, int Axis) : WeightExpression
{
    public override ImmutableArray<int> Dimensions => Source.Dimensions.RemoveAt(Axis);

    public override Weights Evaluate(Func<string?, byte[]> file) => Source.Evaluate(file).SumAxis(Axis);
}
