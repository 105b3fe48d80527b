using System.Collections.Immutable;
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

    // A statement's integers have 64 bits.
    private const int WidestOutput = 62;

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
            context.Plan.Origin = node.Name;
            ImmutableArray<LoweredValue> results = [.. Lower(node)];
            for (int i = 0; i < results.Length; i++)
            {
                ElementType type = graph.Of(node.Outputs[i]).ElementType;
                values[node.Outputs[i]] = type.IsReal() ? results[i] : throw node.Error(
                    $"a result of type {type} that depends on the inputs", "values that are computed from the inputs are real; a cast to integers or Booleans cannot be proven");
            }
        }

        foreach (ValueInfo output in graph.Outputs)
        {
            Output(output);
        }
    }

    private void Output(ValueInfo output)
    {
        if (!values.TryGetValue(output.Name, out LoweredValue? lowered) || lowered is not DynamicValue value)
        {
            throw new AtlasModelException($"output '{output.Name}' does not depend on the inputs in a way that can be proven");
        }

        // The accumulator is the output: nothing is gained by rounding it.
        PlanBuilder plan = context.Plan;
        plan.Origin = value.Node?.Name ?? "";
        Scaled raw = Rescaling.WithoutFactor(context, value.Raw, output.Name);
        int tensor = raw.Tensor, bits = Rescaling.FractionBits(plan, raw);
        if (bits != plan[tensor].ScaleBits)
        {
            tensor = plan.Affine(output.Name, plan.ShapeOf(tensor), bits, [plan.Term(1, tensor)]);
        }

        if (plan.RangeOf(tensor).Bits > WidestOutput)
        {
            throw new PlanException($"output '{output.Name}' may need {plan.RangeOf(tensor).Bits} bits, it has {WidestOutput}; fewer ScaleBits or narrower declared ranges of the inputs would help");
        }

        plan.Output(tensor, output.Name, output.ElementType.ToString());
    }

    private IEnumerable<LoweredValue> Lower(OnnxNode node)
    {
        LoweredValue?[] operands = [.. node.Inputs.Select(name => name.Length == 0 ? null : values.TryGetValue(name, out LoweredValue? value) ? value
            : throw node.Error($"operand '{name}'", "only the first output of Dropout and of the normalisations can be read"))];
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
