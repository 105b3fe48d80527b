using System.Collections.Immutable;
using Atlas.Compiler.Building;
using Atlas.Compiler.Plan;
using Atlas.Onnx;

namespace Atlas.Compiler.Lowering;

/// <summary>left + sign·right, exact: scales are aligned by multiplication, axes of size 1 are broadcast.</summary>
internal sealed class SumValue(LoweringContext context, OnnxNode node, OnnxShape shape, DynamicValue left, DynamicValue right, int sign)
    : DynamicValue(context, node, shape)
{
    public DynamicValue Left { get; } = left;

    public DynamicValue Right { get; } = right;

    public int Sign { get; } = sign;

    /// <summary>The sum of what was accumulated, without any rounding, as long as a norm could square it; else the sum of activations.</summary>
    protected override Scaled BuildRaw()
    {
        int exact = Sum(Exact(Left), Exact(Right));
        return new(Plan.HasExactSquares(exact) ? exact : Sum(new(Left.Activation, 1), new(Right.Activation, 1)), 1);
    }

    private int Sum(Scaled a, Scaled b)
    {
        int bits = Math.Max(Rescaling.FractionBits(Plan, a), Rescaling.FractionBits(Plan, b));
        return Plan.Affine(Name, LoweringContext.ShapeOf(Shape), bits, [Term(a, Left, 1, bits), Term(b, Right, Sign, bits)]);
    }

    private static Scaled Exact(DynamicValue value) => value.Raw.Factor == 1 ? value.Raw : new(value.Activation, 1);

    private AffineTerm Term(Scaled operand, DynamicValue value, int sign, int bits) =>
        new(sign * Rescaling.Alignment(Plan, operand, bits), operand.Tensor, AxesOf(value));

    private ImmutableArray<int> AxesOf(DynamicValue value)
    {
        var axes = ImmutableArray.CreateBuilder<int>();
        int lead = Shape.Rank - value.Shape.Rank, planAxis = 0;
        for (int axis = 0; axis < Shape.Rank; axis++)
        {
            if (axis >= lead && value.Shape[axis - lead] != 1)
            {
                axes.Add(planAxis);
            }

            planAxis += Shape[axis] != 1 ? 1 : 0;
        }

        return axes.ToImmutable();
    }
}

/// <summary>left ∘ right, an accumulator with the fraction bits of both.</summary>
internal sealed class ProductValue(LoweringContext context, OnnxNode node, OnnxShape shape, DynamicValue left, DynamicValue right)
    : DynamicValue(context, node, shape)
{
    protected override Scaled BuildRaw()
    {
        string all = PlanBuilder.Letters(Shape.Rank);
        string Letters(OnnxShape shape) => new([.. Enumerable.Range(0, shape.Rank).Where(k => shape[k] != 1).Select(k => all[Shape.Rank - shape.Rank + k])]);
        return new(Plan.Contract(Name, left.Activation, right.Activation, $"{Letters(left.Shape)},{Letters(right.Shape)}->{Letters(Shape)}"), 1);
    }
}

/// <summary>Sum or mean over the last axis: an exact sum; the division by n stays in the factor.</summary>
internal sealed class MeanValue(LoweringContext context, OnnxNode node, OnnxShape shape, DynamicValue source, bool divides)
    : DynamicValue(context, node, shape)
{
    public DynamicValue Source { get; } = source;

    public bool Divides { get; } = divides;

    protected override Scaled BuildRaw() => new(Plan.SumAxis(Source.Activation), Divides ? 1.0 / Source.Shape[Source.Shape.Rank - 1] : 1);
}
