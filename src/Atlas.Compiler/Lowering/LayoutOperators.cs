using System.Collections.Immutable;
using Atlas.Onnx;

namespace Atlas.Compiler.Lowering;

/// <summary>Operators that only move elements.</summary>
internal static class LayoutOperators
{
    public static DynamicValue Transpose(LoweringContext context, OnnxNode node, DynamicValue value)
    {
        int rank = value.Shape.Rank;
        ImmutableArray<int> axes = node.Attributes.GetInts("perm") is { } perm ? [.. perm.Select(static a => (int)a)] : [.. Enumerable.Range(0, rank).Reverse()];
        return new LayoutValue(context, node, context.Graph.Of(node.Outputs[0]).Shape, value, LayoutMap.Permute(value.Shape, axes));
    }

    /// <summary>Reshape, Flatten, Squeeze, Unsqueeze: the shape that was inferred says all.</summary>
    public static DynamicValue Reshape(LoweringContext context, OnnxNode node, DynamicValue value)
    {
        OnnxShape shape = context.Graph.Of(node.Outputs[0]).Shape;
        return new LayoutValue(context, node, shape, value, LayoutMap.Reshape(value.Shape, shape));
    }

    public static IEnumerable<DynamicValue> Split(LoweringContext context, OnnxNode node, DynamicValue value)
    {
        int axis = (int)node.Attributes.GetInt("axis", 0), start = 0;
        axis = axis < 0 ? axis + value.Shape.Rank : axis;
        foreach (string output in node.Outputs)
        {
            OnnxShape shape = context.Graph.Of(output).Shape;
            yield return value.Slice(node, shape, axis, start);
            start += (int)shape[axis];
        }
    }

    /// <summary>Slices with step 1; starts are read from the node.</summary>
    public static DynamicValue Slice(LoweringContext context, OnnxNode node, DynamicValue value, IReadOnlyList<LoweredValue?> operands)
    {
        OnnxShape shape = context.Graph.Of(node.Outputs[0]).Shape;
        if (operands.Count < 3 || operands[1] is not ConstantValue starts || (operands.Count > 4 && operands[4] is ConstantValue steps && steps.Tensor.ToDoubles().Any(static s => s != 1)))
        {
            throw node.Error("this form of Slice", "constant starts and ends with step 1 are supported");
        }

        double[] from = starts.Tensor.ToDoubles();
        double[] axes = operands.Count > 3 && operands[3] is ConstantValue given ? given.Tensor.ToDoubles() : [.. Enumerable.Range(0, from.Length).Select(static a => (double)a)];
        DynamicValue result = value;
        for (int i = 0; i < axes.Length; i++)
        {
            int axis = (int)(axes[i] < 0 ? axes[i] + shape.Rank : axes[i]);
            int start = (int)Math.Min(from[i] < 0 ? Math.Max(0, from[i] + value.Shape[axis]) : from[i], value.Shape[axis]);
            result = result.Slice(node, result.Shape.With(axis, shape[axis]), axis, start);
        }

        return result;
    }

    /// <summary>ReduceSum and ReduceMean over the last axis.</summary>
    public static DynamicValue Reduce(LoweringContext context, OnnxNode node, DynamicValue value, LoweredValue? axesOperand, bool divides)
    {
        double[]? axes = (axesOperand as ConstantValue)?.Tensor.ToDoubles() ?? node.Attributes.GetInts("axes")?.Select(static a => (double)a).ToArray();
        int last = value.Shape.Rank - 1;
        if (axes is not { Length: 1 } || (axes[0] != -1 && axes[0] != last))
        {
            throw node.Error("these axes", "reductions over the last axis are supported");
        }

        // The plan has no axis of size 1 to sum over.
        OnnxShape shape = context.Graph.Of(node.Outputs[0]).Shape;
        return value.Shape[last] == 1 ? new LayoutValue(context, node, shape, value, map: null) : new MeanValue(context, node, shape, value, divides);
    }
}
