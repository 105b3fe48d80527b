namespace Atlas.Onnx.Operators.Recurrent;

/// <summary>The extents of a recurrent node, and its layout.</summary>
internal sealed record RecurrentForm(
    int Steps, int Batch, int Input, int Hidden, int Directions, int Gates, int States, bool IsReversed, bool HasBatchFirst)
{
    /// <summary>Checks the inputs that all recurrent operators have.</summary>
    public static RecurrentForm Of(NodeContext node, int gates, int states)
    {
        OnnxShape x = node.Shape(0), weights = node.Shape(1);
        string direction = node.Attributes.GetString("direction", "forward");
        if (direction is not ("forward" or "reverse" or "bidirectional"))
        {
            throw node.Error($"attribute 'direction' is '{direction}'", "supported are 'forward', 'reverse' and 'bidirectional'");
        }

        if (x.Rank != 3 || weights.Rank != 3 || weights[1] % gates != 0)
        {
            throw node.Error(
                $"input of shape {x} and weights of shape {weights}", $"they are [steps, batch, input] and [directions, {gates}·hidden, input]");
        }

        bool batchFirst = node.Attributes.GetInt("layout", 0) != 0;
        int directions = direction == "bidirectional" ? 2 : 1, hidden = (int)(weights[1] / gates);
        var form = new RecurrentForm(
            (int)x[batchFirst ? 1 : 0], (int)x[batchFirst ? 0 : 1], (int)x[2], hidden, directions, gates, states, direction == "reverse", batchFirst);
        form.Check(node);
        return form;
    }

    /// <summary>Extents of a state as the node gives it.</summary>
    public OnnxShape Outer(OnnxShape state) => HasBatchFirst ? new OnnxShape(state[1], state[0], state[2]) : state;

    /// <summary>Extents of all states as the node gives them.</summary>
    public OnnxShape OuterSequence() =>
        HasBatchFirst ? new OnnxShape(Batch, Steps, Directions, Hidden) : new OnnxShape(Steps, Directions, Batch, Hidden);

    public OnnxTensor ToOuter(OnnxTensor state) => HasBatchFirst ? TensorLayout.Permute(state, [1, 0, 2]) : state;

    public OnnxTensor ToOuterSequence(OnnxTensor states) => HasBatchFirst ? TensorLayout.Permute(states, [2, 0, 1, 3]) : states;

    /// <summary>The inputs with the batch in its inner place, and zeros for absent ones.</summary>
    public RecurrentInputs Arrays(Arguments inputs)
    {
        double[] State(int index) => inputs.Optional(index) is { } state ? ToOuter(state).RealArray : new double[Directions * Batch * Hidden];
        return new RecurrentInputs(
            HasBatchFirst ? TensorLayout.Permute(inputs[0], [1, 0, 2]).RealArray : inputs[0].RealArray,
            inputs[1].RealArray,
            inputs[2].RealArray,
            inputs.Optional(3)?.RealArray ?? new double[Directions * 2 * Gates * Hidden],
            inputs.Optional(4)?.IntegerArray,
            [.. Enumerable.Range(5, States).Select(State)]);
    }

    /// <summary>Requires a real input, if present, to have a shape.</summary>
    public static void Require(NodeContext node, int index, OnnxShape shape)
    {
        if (node.Has(index) && (node.CommonType(0, index) == ElementType.Undefined || node.Shape(index) != shape))
        {
            throw node.Error($"'{node.Input(index).Name}' of shape {node.Shape(index)} instead of {shape}");
        }
    }

    private void Check(NodeContext node)
    {
        node.RequireReal(0);
        long width = (long)Gates * Hidden;
        Require(node, 1, new OnnxShape(Directions, width, Input));
        Require(node, 2, new OnnxShape(Directions, width, Hidden));
        Require(node, 3, new OnnxShape(Directions, 2 * width));
        for (int state = 0; state < States; state++)
        {
            Require(node, 5 + state, Outer(new OnnxShape(Directions, Batch, Hidden)));
        }

        if (node.Has(4) && (!node.ElementType(4).IsInteger() || node.Shape(4) != new OnnxShape(Batch)))
        {
            throw node.Error($"sequence lengths {node.ElementType(4)}{node.Shape(4)}", $"they are integers of shape [{Batch}]");
        }

        if (node.Attributes.GetInt("hidden_size", Hidden) != Hidden)
        {
            throw node.Error($"attribute 'hidden_size' is {node.Attributes.GetInt("hidden_size")}", $"the weights have {Hidden} hidden units");
        }
    }
}
