namespace Atlas.Onnx.Operators.Attention;

/// <summary>
/// Turns pairs of elements of each head by angles whose cosines and sines are given per step, or per position with position ids
/// (Su et al. 2021). A pair is (i, i + half) or, if <c>interleaved</c>, (2i, 2i + 1) of the first <c>rotary_embedding_dim</c>
/// elements; the others stay.
/// </summary>
internal sealed class RotaryEmbeddingOperator()
    : Operator("RotaryEmbedding", since: 23, new Arity(3, 4), "interleaved", "num_heads", "rotary_embedding_dim")
{
    public override TensorType[] Infer(NodeContext node)
    {
        node.RequireReal(0);
        node.CommonType(0, 1, 2);
        OnnxShape heads = Heads.Split(node, 0, "num_heads"), cosines = node.Shape(1);
        long turned = Turned(node, heads);
        bool fits = node.Has(3)
            ? cosines.Rank == 2 && node.Shape(3) == new OnnxShape(heads[0], heads[2])
            : cosines.Rank == 3 && cosines[0] == heads[0] && cosines[1] == heads[2];
        if (node.Has(3))
        {
            node.RequireInteger(3);
        }

        return fits && cosines[cosines.Rank - 1] >= turned / 2 && node.Shape(2) == cosines && turned % 2 == 0 && turned > 0 && turned <= heads[3]
            ? [node.Type(0)]
            : throw node.Error(
                $"cosines {cosines} and sines {node.Shape(2)} for {turned} elements of heads {heads}",
                "both are [positions, half] with position ids [batch, steps], else [batch, steps, half]; what is beyond half is not used");
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        OnnxShape heads = Heads.Split(node, 0, "num_heads");
        double[] result = (double[])Heads.Split(inputs[0], heads).RealArray.Clone(), cosines = inputs[1].RealArray, sines = inputs[2].RealArray;
        int half = (int)Turned(node, heads) / 2, size = (int)heads[3], steps = (int)heads[2];
        int width = (int)inputs[1].Shape[inputs[1].Shape.Rank - 1];
        bool interleaved = node.Attributes.GetInt("interleaved", 0) != 0;
        for (int row = 0; row < result.Length / size; row++)
        {
            int place = row / (int)(heads[1] * heads[2]) * steps + row % steps;
            int angles = width * (inputs.Optional(3) is { } ids ? (int)node.Row(ids.IntegerArray[place], 0, inputs[1].Shape) : place);
            for (int i = 0; i < half; i++)
            {
                int first = row * size + (interleaved ? 2 * i : i), second = first + (interleaved ? 1 : half);
                double cosine = cosines[angles + i], sine = sines[angles + i], x = result[first], y = result[second];
                result[first] = cosine * x - sine * y;
                result[second] = sine * x + cosine * y;
            }
        }

        return [Heads.Merge(OnnxTensor.Own(inputs[0].ElementType, heads, result), inputs[0].Shape)];
    }

    private static long Turned(NodeContext node, OnnxShape heads)
    {
        long given = node.Attributes.GetInt("rotary_embedding_dim", 0);
        return given == 0 ? heads[3] : given;
    }
}
