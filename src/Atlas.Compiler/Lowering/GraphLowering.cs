using System.Collections.Immutable;
using System.Numerics;
using Atlas.Compiler.Building;
using Atlas.Compiler.Plan;
using Atlas.Onnx;

namespace Atlas.Compiler.Lowering;

/// <summary>Lowers a folded ONNX graph, node by node, into values; the outputs then ask for what they need.</summary>
internal sealed class GraphLowering(LoweringContext context)
{
    private const string Supported =
        "Add, Sub, Mul, Div, Min, Max, Neg, Pow, Sqrt, Reciprocal, Exp, Tanh, Erf, Sigmoid, Relu, Abs, Gelu, MatMul, Gemm, Softmax, LayerNormalization, "
        + "RMSNormalization, ReduceMean, ReduceSum, Gather, Where, Transpose, Reshape, Flatten, Squeeze, Unsqueeze, Slice, Split, Identity, Dropout and Cast can be proven";

    private readonly Dictionary<string, LoweredValue> values = new(StringComparer.Ordinal);

    public void Run()
    {
        OnnxGraph graph = context.Graph;
        foreach (ValueInfo constant in graph.Initializers)
        {
            values[constant.Name] = new ConstantValue(constant.Constant!);
        }

        foreach (ValueInfo input in graph.Inputs)
        {
            values[input.Name] = Inputs.Lower(context, input);
        }

        foreach (OnnxNode node in graph.Nodes)
        {
            ImmutableArray<LoweredValue> results = [.. Lower(node)];
            for (int i = 0; i < results.Length; i++)
            {
                values[node.Outputs[i]] = results[i];
            }
        }

        foreach (ValueInfo output in graph.Outputs)
        {
            Output(output);
        }
    }

    private void Output(ValueInfo output)
    {
        if (values[output.Name] is not DynamicValue value)
        {
            throw new AtlasModelException($"output '{output.Name}' does not depend on the inputs");
        }

        // The accumulator is the output: nothing is gained by rounding it.
        PlanBuilder plan = context.Plan;
        plan.Origin = value.Node?.Name ?? "";
        Scaled raw = Rescaling.WithoutFactor(context, value.Raw, output.Name);
        int tensor = raw.Tensor, bits = Rescaling.FractionBits(plan, raw);
        if (plan.ShapeOf(tensor).Causal || bits != plan[tensor].ScaleBits)
        {
            tensor = plan.Affine(output.Name, new TensorShape(plan.ShapeOf(tensor).Dimensions), bits, [plan.Term(1, tensor)]);
        }

        if (plan.RangeOf(tensor).Bits > 62)
        {
            tensor = value.Activation;
        }

        plan.Output(tensor, output.Name, output.ElementType.ToString());
    }

    private IEnumerable<LoweredValue> Lower(OnnxNode node)
    {
        LoweredValue?[] operands = [.. node.Inputs.Select(name => name.Length == 0 ? null : values[name])];
        LoweredValue At(int i) => operands[i]!;
        LoweredValue? Optional(int i) => i < operands.Length ? operands[i] : null;
        DynamicValue First() => operands[0] as DynamicValue ?? throw node.Error("an integer operand", "integer inputs are supported as indices of Gather only");

        if (Elementwise.Unary.TryGetValue(node.OpType, out UnaryFunction unary))
        {
            return [Elementwise.Apply(context, node, First(), e => new UnaryExpression(unary, e))];
        }

        if (Elementwise.Binary.TryGetValue(node.OpType, out BinaryFunction binary) && operands.Length == 2)
        {
            return [Elementwise.Combine(context, node, binary, At(0), At(1))];
        }

        return node.OpType switch
        {
            "Identity" or "Dropout" or "Cast" => [First()],
            "Reciprocal" => [Elementwise.Reciprocal(context, node, First())],
            "Gelu" => [Elementwise.Gelu(context, node, First())],
            "Pow" => [Elementwise.Power(context, node, At(0), At(1))],
            "MatMul" => [MatrixProduct.MatMul(context, node, At(0), At(1))],
            "Gemm" => [MatrixProduct.Gemm(context, node, At(0), At(1), Optional(2))],
            "Softmax" => [SoftmaxValue.FromOperator(context, node, At(0))],
            "LayerNormalization" => [NormalisedValue.FromOperator(context, node, At(0), At(1), Optional(2), centred: true)],
            "RMSNormalization" => [NormalisedValue.FromOperator(context, node, At(0), At(1), null, centred: false)],
            "ReduceMean" or "ReduceSum" => [LayoutOperators.Reduce(context, node, First(), Optional(1), divides: node.OpType == "ReduceMean")],
            "Gather" => [GatheredValue.FromOperator(context, node, At(0), At(1))],
            "Where" => [AttentionMask.Where(context, node, At(0), At(1), At(2))],
            "Transpose" => [LayoutOperators.Transpose(context, node, First())],
            "Reshape" or "Flatten" or "Squeeze" or "Unsqueeze" => [LayoutOperators.Reshape(context, node, First())],
            "Split" => LayoutOperators.Split(context, node, First()),
            "Slice" => [LayoutOperators.Slice(context, node, First(), operands)],
            _ => throw node.Error("an operator that depends on the inputs and cannot be proven", Supported),
        };
    }
}

/// <summary>Public inputs with their declared intervals (docs/numerics.md).</summary>
internal static class Inputs
{
    // Real units.
    private const double DefaultReal = 16;

    public static LoweredValue Lower(LoweringContext context, ValueInfo input)
    {
        PlanBuilder plan = context.Plan;
        TensorShape shape = LoweringContext.ShapeOf(input.Shape);
        string type = input.ElementType.ToString();
        if (input.ElementType.IsReal())
        {
            double low = -DefaultReal, high = DefaultReal;
            foreach (InputRange declared in context.Options.InputRanges.Where(r => r.Input == input.Name))
            {
                (low, high) = (declared.Low, declared.High);
            }

            BigInteger Quantised(double x) => new(Math.Floor(x * WeightScale.PowerOfTwo(context.ScaleBits) + 0.5));
            int real = plan.Input(input.Name, type, shape, TensorKind.Real, context.ScaleBits, new Interval(Quantised(low), Quantised(high)));
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

        long extent = readers.Min(n => context.Graph.Of(n.Inputs[0]).Shape[0]);
        return new IndexValue(input.Shape, plan.Input(input.Name, type, shape, TensorKind.Index, 0, new Interval(0, extent - 1)));
    }
}
