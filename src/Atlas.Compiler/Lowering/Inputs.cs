using System.Numerics;
using Atlas.Compiler.Building;
using Atlas.Compiler.Plan;
using Atlas.Onnx;

namespace Atlas.Compiler.Lowering;

/// <summary>Public inputs with their declared intervals (docs/semantics.md).</summary>
internal static class Inputs
{
    // Real units.
    private const double DefaultReal = 16;

    // Bits of a quantised input; a statement's integers have 64.
    private const int WidestInput = 61;

    public static LoweredValue Lower(LoweringContext context, ValueInfo input)
    {
        PlanBuilder plan = context.Plan;
        TensorShape shape = LoweringContext.ShapeOf(input.Shape);
        string type = input.ElementType.ToString();
        if (input.ElementType.IsReal())
        {
            int real = plan.Input(input.Name, type, shape, TensorKind.Real, context.ScaleBits, RangeOf(context, input.Name));
            return new TensorValue(context, null, input.Shape, new Scaled(real, 1), isActivation: true);
        }

        // An index has the extent of the axis that it is used on.
        IReadOnlyList<OnnxNode> readers = context.Graph.ConsumersOf(input.Name);
        OnnxNode? other = readers.FirstOrDefault(n => n.OpType != "Gather" || n.Inputs[1] != input.Name || n.Attributes.GetInt("axis", 0) != 0);
        if (!input.ElementType.IsInteger() || other is not null || readers.Count == 0)
        {
            throw new AtlasModelException(
                other?.Name, other?.OpType, $"input '{input.Name}' of type {input.ElementType}", "integer inputs are supported as indices of Gather on axis 0, other inputs must be real");
        }

        long[] extents = [.. readers.Select(n => context.Graph.Of(n.Inputs[0]).Shape[0]).Distinct()];
        if (extents.Length > 1)
        {
            throw new AtlasModelException(
                $"input '{input.Name}' indexes tables of {string.Join(" and ", extents)} rows", "an index has one range; give each table an input of its own");
        }

        return new IndexValue(input.Shape, plan.Input(input.Name, type, shape, TensorKind.Index, 0, new Interval(0, extents[0] - 1)));
    }

    private static Interval RangeOf(LoweringContext context, string input)
    {
        double low = -DefaultReal, high = DefaultReal;
        foreach (InputRange declared in context.Options.InputRanges.Where(r => r.Input == input))
        {
            (low, high) = (declared.Low, declared.High);
        }

        // Written so that NaN is refused too.
        double largest = WeightScale.PowerOfTwo(WidestInput - context.ScaleBits);
        if (!(low <= high && Math.Abs(low) <= largest && Math.Abs(high) <= largest))
        {
            throw new AtlasModelException(
                FormattableString.Invariant($"input '{input}': the declared range from {low} to {high}"), "it needs two numbers, the lower first, that fit 62 bits once they are quantised");
        }

        BigInteger Quantised(double x) => new(Math.Floor(x * WeightScale.PowerOfTwo(context.ScaleBits) + 0.5));
        return new(Quantised(low), Quantised(high));
    }
}
