using System.Collections.Immutable;
using Atlas.Compiler.Numerics;
using Atlas.Compiler.Plan;
using Atlas.Onnx;

namespace Atlas.Compiler.Lowering;

/// <summary>Turns a constant's origin into steps that a prover can repeat on the ONNX file's bytes.</summary>
internal static class ConstantExpressions
{
    public static WeightExpression Of(OnnxTensor tensor)
    {
        ImmutableArray<int> shape = LoweringContext.Dimensions(tensor.Shape);
        WeightExpression? expression = tensor.Origin switch
        {
            TensorOrigin.Stored { Source: var source } when TypeOf(source.Type) is { } type => new LoadExpression(source.ExternalFile, source.Offset, type, shape),
            TensorOrigin.Layout layout => OfLayout(layout, shape),
            TensorOrigin.Computed computed => OfArithmetic(computed),
            _ => null,
        };
        if (expression is null && tensor.Count <= LiteralExpression.MaximumLength)
        {
            expression = new LiteralExpression([.. tensor.ToDoubles()], shape);
        }

        return expression ?? throw new AtlasModelException(
            (tensor.Origin as TensorOrigin.Computed)?.Node.Name, (tensor.Origin as TensorOrigin.Computed)?.Node.OpType,
            $"a constant of shape {tensor.Shape} has no contiguous bytes in the model's files",
            $"constants of more than {LiteralExpression.MaximumLength} elements must be stored as raw data, rearranged, or combined by Add and Mul");
    }

    private static WeightExpression? OfLayout(TensorOrigin.Layout layout, ImmutableArray<int> shape)
    {
        WeightExpression source = Of(layout.Parents[0]);
        return layout.Step switch
        {
            LayoutStep.Reshape => new ReshapeExpression(source, shape),
            LayoutStep.Permute permute => new PermuteExpression(source, permute.Axes),
            LayoutStep.Slice slice => OfSlice(source, slice, shape),
            LayoutStep.Concat concat => new ConcatExpression([.. layout.Parents.Select(Of)], concat.Axis),
            LayoutStep.Gather gather => OfRows(source, gather, shape),
            LayoutStep.Cast { Type: var type } when type.IsReal() || layout.Parents[0].ElementType.IsInteger() => source,
            _ => null,
        };
    }

    private static WeightExpression? OfSlice(WeightExpression source, LayoutStep.Slice slice, ImmutableArray<int> shape)
    {
        if (slice.Steps.Any(static step => step != 1))
        {
            return null;
        }

        for (int axis = 0; axis < shape.Length; axis++)
        {
            if (shape[axis] != source.Dimensions[axis])
            {
                source = new SliceExpression(source, axis, (int)slice.Starts[axis], shape[axis]);
            }
        }

        return source;
    }

    /// <summary>Consecutive rows are a slice.</summary>
    private static WeightExpression? OfRows(WeightExpression source, LayoutStep.Gather gather, ImmutableArray<int> shape)
    {
        long first = gather.Indices.Length > 0 ? gather.Indices[0] : 0;
        return gather.Indices.Select((row, i) => row == first + i).All(static consecutive => consecutive)
            ? new ReshapeExpression(new SliceExpression(source, gather.Axis, (int)first, gather.Indices.Length), shape)
            : null;
    }

    private static WeightExpression? OfArithmetic(TensorOrigin.Computed computed)
    {
        if (computed.Inputs.Length != 2 || computed.Inputs[0] is not { } left || computed.Inputs[1] is not { } right)
        {
            return null;
        }

        return computed.Node.OpType switch
        {
            "Mul" => new TimesExpression(Of(left), Of(right)),
            "Add" => new PlusExpression(Of(left), Of(right)),
            "Sub" => new PlusExpression(Of(left), new ScaleExpression(Of(right), -1)),
            _ => null,
        };
    }

    private static WeightType? TypeOf(ElementType type) => type switch
    {
        ElementType.Float => WeightType.Float32,
        ElementType.Double => WeightType.Float64,
        ElementType.Float16 => WeightType.Float16,
        ElementType.BFloat16 => WeightType.BFloat16,
        ElementType.Int8 => WeightType.Int8,
        ElementType.UInt8 => WeightType.UInt8,
        ElementType.Int16 => WeightType.Int16,
        ElementType.UInt16 => WeightType.UInt16,
        ElementType.Int32 => WeightType.Int32,
        ElementType.UInt32 => WeightType.UInt32,
        ElementType.Int64 => WeightType.Int64,
        ElementType.Bool => WeightType.Boolean,
        _ => null,
    };
}
