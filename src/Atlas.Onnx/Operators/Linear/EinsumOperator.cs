namespace Atlas.Onnx.Operators.Linear;

/// <summary>Sums of products of the inputs, as the attribute <c>equation</c> says; see <see cref="EinsumEquation"/>.</summary>
internal sealed class EinsumOperator() : Operator("Einsum", since: 12, Arity.AtLeast(1), "equation")
{
    public override TensorType[] Infer(NodeContext node)
    {
        node.RequireReal(0);
        ElementType type = node.CommonType([.. Enumerable.Range(0, node.InputCount)]);
        return [new(type, EinsumEquation.Of(node).Output)];
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        EinsumEquation equation = EinsumEquation.Of(node);
        double[] result = new double[equation.Output.ElementCount];
        int terms = (int)equation.Summed.ElementCount;
        if (terms == 0)
        {
            return [OnnxTensor.Own(node.Outputs[0].ElementType, equation.Output, result)];
        }

        OnnxTensor[] operands = [.. Enumerable.Range(0, inputs.Count).Select(i => inputs[i])];
        (int[] Outer, int[] Inner)[] offsets = [.. operands.Select((operand, i) => Offsets(equation, i, operand.Shape))];
        for (int i = 0; i < result.Length; i++)
        {
            for (int term = 0; term < terms; term++)
            {
                double product = 1;
                for (int operand = 0; operand < operands.Length; operand++)
                {
                    product *= operands[operand].RealArray[offsets[operand].Outer[i] + offsets[operand].Inner[term]];
                }

                result[i] += product;
            }
        }

        return [OnnxTensor.Own(node.Outputs[0].ElementType, equation.Output, result)];
    }

    // Where an element of the result, and a term of its sum, are found in an operand.
    private static (int[] Outer, int[] Inner) Offsets(EinsumEquation equation, int operand, OnnxShape shape)
    {
        int[] positions = [.. Enumerable.Range(0, (int)shape.ElementCount)];
        (long[] outer, long[] inner) = equation.Strides(operand, shape);
        return (StridedCopy.Copy(positions, 0, outer, equation.Output), StridedCopy.Copy(positions, 0, inner, equation.Summed));
    }
}
