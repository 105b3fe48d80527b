using System.Collections.Immutable;
using Atlas.Compiler.Building;
using Atlas.Compiler.Plan;
using Atlas.Onnx;

namespace Atlas.Compiler.Lowering;

/// <summary>
/// gain ∘ source + offset with constants that broadcast to the source's shape. A matrix product with constant weights takes both into its weights and its bias; otherwise the gain
/// costs a product and the offset an exact sum at the accumulator's scale.
/// </summary>
internal sealed class ScaledValue(LoweringContext context, OnnxNode? node, OnnxShape shape, DynamicValue source, WeightExpression? gain, WeightExpression? offset)
    : DynamicValue(context, node, shape)
{
    public DynamicValue Source { get; } = source;

    public WeightExpression? Gain { get; } = gain;

    public WeightExpression? Offset { get; } = offset;

    /// <summary>Whether gain and offset are vectors along the last axis, which the weights of a product can absorb.</summary>
    public bool IsAlongLastAxis => (Gain is null || IsVector(Gain)) && (Offset is null || IsVector(Offset));

    public static DynamicValue Gained(LoweringContext context, OnnxNode node, DynamicValue source, WeightExpression gain) => source is ScaledValue { Offset: null, Gain: { } inner } scaled
        ? new ScaledValue(context, node, context.Graph.Of(node.Outputs[0]).Shape, scaled.Source, new TimesExpression(inner, gain), null)
        : new ScaledValue(context, node, context.Graph.Of(node.Outputs[0]).Shape, source, gain, null);

    public static DynamicValue Shifted(LoweringContext context, OnnxNode node, DynamicValue source, WeightExpression offset) => source is ScaledValue scaled
        ? new ScaledValue(
            context, node, context.Graph.Of(node.Outputs[0]).Shape, scaled.Source, scaled.Gain, scaled.Offset is null ? offset : new PlusExpression(scaled.Offset, offset))
        : new ScaledValue(context, node, context.Graph.Of(node.Outputs[0]).Shape, source, null, offset);

    public override DynamicValue Slice(OnnxNode node, OnnxShape shape, int axis, int start)
    {
        WeightExpression? Part(WeightExpression? e)
        {
            int own = e is null ? -1 : axis - (Shape.Rank - e.Dimensions.Length);
            return own < 0 || e!.Dimensions[own] == 1 ? e : new SliceExpression(e, own, start, (int)shape[axis]);
        }

        return new ScaledValue(Context, node, shape, Source.Slice(node, shape, axis, start), Part(Gain), Part(Offset));
    }

    protected override Scaled BuildRaw()
    {
        Scaled value;
        if (Gain is null)
        {
            value = Source.Raw;
        }
        else
        {
            int gain = Context.Weight($"{Name}.gain", Squeezed(Gain));
            int source = Source.Activation;
            string all = PlanBuilder.Letters(Plan.ShapeOf(source).Rank);
            string own = new([.. AxesOf(Gain).Select(axis => all[axis])]);
            value = new(Plan.Contract($"{Name}.gained", source, gain, $"{all},{own}->{all}"), 1);
        }

        if (Offset is null)
        {
            return value;
        }

        value = Rescaling.WithoutFactor(Context, value, Name);
        int bits = Rescaling.FractionBits(Plan, value);
        int offset = Context.Constant($"{Name}.bias", Squeezed(Offset), bits);
        TensorShape shape = Plan.ShapeOf(value.Tensor);
        return new(Plan.Affine($"{Name}.biased", shape, bits, [Plan.Term(1, value.Tensor), new AffineTerm(1, offset, AxesOf(Offset))]), 1);
    }

    private bool IsVector(WeightExpression e) => e.Dimensions.Take(e.Dimensions.Length - 1).All(static d => d == 1)
        && e.Dimensions.Length > 0 && e.Dimensions[e.Dimensions.Length - 1] == Shape[Shape.Rank - 1];

    /// <summary>Axes of the plan tensor that a broadcast constant has.</summary>
    private ImmutableArray<int> AxesOf(WeightExpression e)
    {
        var axes = ImmutableArray.CreateBuilder<int>();
        int lead = Shape.Rank - e.Dimensions.Length, planAxis = 0;
        for (int axis = 0; axis < Shape.Rank; axis++)
        {
            if (axis >= lead && e.Dimensions[axis - lead] != 1)
            {
                axes.Add(planAxis);
            }

            planAxis += Shape[axis] != 1 ? 1 : 0;
        }

        return axes.ToImmutable();
    }

    private static WeightExpression Squeezed(WeightExpression e)
    {
        ImmutableArray<int> kept = [.. e.Dimensions.Where(static d => d != 1)];
        return kept.Length == e.Dimensions.Length ? e : new ReshapeExpression(e, kept);
    }
}
