using System.Collections.Immutable;
using Atlas.Onnx.Operators;

namespace Atlas.Onnx.Import;

/// <summary>
/// Finds type, shape and, where it does not depend on the inputs, the value of every node output. Values are part of inference
/// because shapes are computed by nodes: Shape, Gather, Concat, Reshape.
/// </summary>
internal sealed class ShapeInference(int opset, Dictionary<string, ValueInfo> values)
{
    /// <summary>Constants of more elements are left to run time; folding them would cost more memory than it saves.</summary>
    private const long LargestFolded = 1 << 28;

    /// <summary>Adds the outputs of <paramref name="node"/>, whose inputs are known.</summary>
    public void Infer(OnnxNode node)
    {
        Operator @operator = OperatorRegistry.Find(node, opset);
        ImmutableArray<ValueInfo?> inputs = [.. node.Inputs.Select(input => input.Length == 0 ? null : values[input])];
        var context = new NodeContext(node, opset, inputs);
        OnnxTensor[]? constants;
        try
        {
            context.Outputs = Check(node, @operator.Infer(context));
            constants = Evaluate(@operator, context, inputs);
        }
        catch (OverflowException error)
        {
            throw new AtlasModelException(node.Name, node.OpType, "a shape or an index leaves the range of 64-bit integers", null, error);
        }

        for (int i = 0; i < node.Outputs.Length; i++)
        {
            if (node.Outputs[i].Length > 0)
            {
                (ElementType type, OnnxShape shape) = context.Outputs[i];
                values.Add(node.Outputs[i], new ValueInfo(node.Outputs[i], type, shape, constants?[i]));
            }
        }
    }

    private static TensorType[] Check(OnnxNode node, TensorType[] types)
    {
        foreach (TensorType type in types)
        {
            double count = type.Shape.Aggregate(1.0, static (product, extent) => product * extent);
            if (count > int.MaxValue)
            {
                throw node.Error($"output of shape {type.Shape}", "at most 2^31 - 1 elements are supported");
            }
        }

        return types;
    }

    private static OnnxTensor[]? Evaluate(Operator @operator, NodeContext context, ImmutableArray<ValueInfo?> inputs)
    {
        if ((!@operator.NeedsOnlyShapes && inputs.Any(static input => input is { IsConstant: false }))
            || context.Outputs.Any(static output => output.Shape.ElementCount > LargestFolded))
        {
            return null;
        }

        ImmutableArray<OnnxTensor?> tensors = [.. inputs.Select(static input => input?.Constant)];
        OnnxTensor[] results = @operator.Evaluate(context, new Arguments([.. tensors]));
        var computed = new TensorOrigin.Computed(context.Node, tensors);
        return [.. results.Select(result => IsNew(result, tensors) ? result.WithOrigin(computed) : result)];
    }

    // Layout results say themselves where they come from, and some operators hand an input or an attribute on.
    private static bool IsNew(OnnxTensor result, ImmutableArray<OnnxTensor?> inputs) =>
        result.Origin is TensorOrigin.Literal && inputs.Length > 0 && !inputs.Contains(result);
}
