namespace Atlas.Onnx.Operators.Layout;

/// <summary>Axis i of the result is axis <c>perm[i]</c> of the input; by default the axes are reversed.</summary>
internal sealed class TransposeOperator() : Operator("Transpose", since: 1, inputs: 1, "perm")
{
    public override TensorType[] Infer(NodeContext node)
    {
        OnnxShape shape = node.Shape(0);
        return [new(node.ElementType(0), new OnnxShape([.. Permutation(node).Select(axis => shape[axis])]))];
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs) => [TensorLayout.Permute(inputs[0], Permutation(node))];

    private static int[] Permutation(NodeContext node)
    {
        int rank = node.Shape(0).Rank;
        if (node.Attributes.GetInts("perm") is not { } perm)
        {
            return [.. Enumerable.Range(0, rank).Reverse()];
        }

        return perm.OrderBy(static axis => axis).SequenceEqual(Enumerable.Range(0, rank).Select(static axis => (long)axis))
            ? [.. perm.Select(static axis => (int)axis)]
            : throw node.Error($"attribute 'perm' is [{string.Join(",", perm)}], not a permutation of the {rank} axes of {node.Shape(0)}");
    }
}
