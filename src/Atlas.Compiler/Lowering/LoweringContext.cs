using System.Collections.Immutable;
using Atlas.Compiler.Building;
using Atlas.Compiler.Numerics;
using Atlas.Compiler.Plan;
using Atlas.Onnx;

namespace Atlas.Compiler.Lowering;

/// <summary>What the lowering of one model shares: the plan under construction, the options and the files' bytes.</summary>
internal sealed class LoweringContext(OnnxGraph graph, PlanBuilder plan, PlanOptions options, Func<string?, byte[]> file)
{
    private const int CoarsestBits = 8;

    public OnnxGraph Graph { get; } = graph;

    public PlanBuilder Plan { get; } = plan;

    public PlanOptions Options { get; } = options;

    /// <summary>Fraction bits of activations.</summary>
    public int ScaleBits => Options.ScaleBits;

    /// <summary>
    /// Fraction bits of a normalised value that only products with weights read: its accumulator, and so every site behind it, has a digit less than with <see cref="ScaleBits"/>.
    /// </summary>
    public int NormalisedBits => Math.Min(ScaleBits, Math.Max(CoarsestBits, ScaleBits - 4));

    /// <summary>
    /// Fraction bits of an activation or an attention's result that only products with weights read: what is added to a residual stream then stays exact in 64-bit sums of squares.
    /// </summary>
    public int HiddenBits => Math.Min(ScaleBits, Math.Max(CoarsestBits, ScaleBits - 2));

    /// <summary>A committed constant at a scale of <paramref name="bits"/> fraction bits; axes of size 1 vanish.</summary>
    public int Constant(string name, WeightExpression expression, int bits) => Constant(name, expression, Evaluate(expression), bits);

    /// <summary>A weight at the scale that its largest magnitude asks for.</summary>
    public int Weight(string name, WeightExpression expression)
    {
        Weights weights = Evaluate(expression);
        return Constant(name, expression, weights, WeightScale.FractionBits(weights, Options.WeightBits));
    }

    private int Constant(string name, WeightExpression expression, Weights weights, int bits)
    {
        var shape = new TensorShape([.. expression.Dimensions.Where(static d => d != 1)]);
        return Plan.Constant(name, shape, bits, new QuantisedRecipe(expression, bits), weights.Quantise(bits));
    }

    private Weights Evaluate(WeightExpression expression)
    {
        Weights weights = expression.Evaluate(file);
        foreach (double value in weights.Values)
        {
            if (double.IsNaN(value) || double.IsInfinity(value))
            {
                throw new PlanException("a weight is NaN or infinite");
            }
        }

        return weights;
    }

    /// <summary>The plan's shape of an ONNX value: axes of size 1 have no variable and vanish.</summary>
    public static TensorShape ShapeOf(OnnxShape shape) => shape.Dimensions.Contains(0)
        ? throw new PlanException($"a tensor of shape {shape} has no element")
        : new([.. shape.Dimensions.Where(static d => d != 1).Select(static d => checked((int)d))]);

    public static ImmutableArray<int> Dimensions(OnnxShape shape) => [.. shape.Dimensions.Select(static d => checked((int)d))];
}
