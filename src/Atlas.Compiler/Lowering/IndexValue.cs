using Atlas.Compiler.Plan;
using Atlas.Onnx;

namespace Atlas.Compiler.Lowering;

/// <summary>An integer input that is used as an index.</summary>
internal sealed class IndexValue(OnnxShape shape, int tensor) : LoweredValue(null, shape)
{
    public int Tensor { get; } = tensor;
}

/// <summary>Rows of a constant table at public indices; the one row of a table with one row is broadcast.</summary>
internal sealed class GatheredValue(LoweringContext context, OnnxNode node, OnnxShape shape, IndexValue indices, WeightExpression table)
    : DynamicValue(context, node, shape)
{
    public override bool IsActivation => true;

    public static DynamicValue FromOperator(LoweringContext context, OnnxNode node, LoweredValue data, LoweredValue indices)
    {
        if (data is not ConstantValue { Tensor.Shape.Rank: >= 1 } table || indices is not IndexValue index || node.Attributes.GetInt("axis", 0) != 0)
        {
            throw node.Error("this form of Gather", "axis 0 of a constant table at the indices of an integer input is supported");
        }

        return new GatheredValue(context, node, context.Graph.Of(node.Outputs[0]).Shape, index, table.Expression);
    }

    protected override Scaled BuildRaw()
    {
        int tensor = Context.Constant($"{Name}.table", table, Context.ScaleBits);
        if (table.Dimensions[0] != 1)
        {
            return new(Plan.Gather(Name, indices.Tensor, tensor), 1);
        }

        TensorShape whole = LoweringContext.ShapeOf(Shape);
        int columns = Plan.ShapeOf(tensor).Rank;
        return new(Plan.Affine(Name, whole, Context.ScaleBits, [new AffineTerm(1, tensor, [.. Enumerable.Range(whole.Rank - columns, columns)])]), 1);
    }
}
