using System.Collections.Immutable;
using Atlas.Compiler.Building;
using Atlas.Compiler.Plan;
using Atlas.Onnx;

namespace Atlas.Compiler.Lowering;

/// <summary>A layout map between plan tensors; null where no element moves once axes of size 1 are gone.</summary>
internal static class LayoutMap
{
    public static Func<PlanBuilder, int, int>? Permute(OnnxShape from, ImmutableArray<int> axes)
    {
        int[] kept = [.. axes.Where(a => from[a] != 1)];
        int[] ordered = [.. kept.OrderBy(static a => a)];
        ImmutableArray<int> permutation = [.. kept.Select(a => Array.IndexOf(ordered, a))];
        return permutation.SequenceEqual(Enumerable.Range(0, kept.Length)) ? null : (plan, source) => plan.Transpose(source, permutation);
    }

    public static Func<PlanBuilder, int, int>? Reshape(OnnxShape from, OnnxShape to)
    {
        TensorShape target = LoweringContext.ShapeOf(to);
        return LoweringContext.ShapeOf(from).Equals(target) ? null : (plan, source) => plan.Reshape(source, target);
    }

    public static Func<PlanBuilder, int, int>? Slice(OnnxShape from, int axis, int start, int length)
    {
        if (length == from[axis])
        {
            return null;
        }

        int planAxis = from.Dimensions.Take(axis).Count(static d => d != 1);
        return length == 1
            ? throw new PlanException("a slice of length 1 of a longer axis is not supported")
            : (plan, source) => plan.Slice(source, planAxis, start, length);
    }
}

/// <summary>A rearrangement of another value: it commutes with rounding, so either form of the source will do.</summary>
internal sealed class LayoutValue(LoweringContext context, OnnxNode node, OnnxShape shape, DynamicValue source, Func<PlanBuilder, int, int>? map)
    : DynamicValue(context, node, shape)
{
    public override bool IsActivation => source.IsActivation;

    public override int Multiplicand(int scaleBits) => map is null ? source.Multiplicand(scaleBits) : Rounded(scaleBits);

    /// <summary>What is rearranged, through all layouts.</summary>
    public DynamicValue Root { get; } = source is LayoutValue layout ? layout.Root : source;

    protected override Scaled BuildRaw() => map is null ? source.Raw : source.Raw with { Tensor = map(Plan, source.Raw.Tensor) };

    protected override int BuildRounded(int scaleBits)
    {
        int tensor = source.Rounded(scaleBits);
        return map is null ? tensor : map(Plan, tensor);
    }
}
