namespace Atlas.Onnx.Operators.Recurrent;

/// <summary>
/// z, r = f(W·x + R·h + b); n = g(Wn·x + Wnb + Rn·(r∘h) + Rnb), or with <c>linear_before_reset</c> g(Wn·x + Wnb + r∘(Rn·h +
/// Rnb)); h ← (1 - z)∘n + z∘h (Cho et al. 2014). Gates are stored in the order z, r, n.
/// </summary>
internal sealed class GRUOperator() : RecurrentOperatorBase("GRU", gates: 3, states: 1, new Arity(3, 6), "linear_before_reset")
{
    protected override string[] DefaultActivations => ["Sigmoid", "Tanh"];

    protected override void CheckAttributes(NodeContext node) => IsLinearBeforeReset(node);

    protected override Cell CreateCell(NodeContext node, Arguments inputs, RecurrentForm form, int direction, Func<double, double>[] activations)
    {
        int hidden = form.Hidden;
        bool resetsAfter = IsLinearBeforeReset(node);
        double[] matrix = inputs[2].RealArray, bias = inputs.Optional(3)?.RealArray ?? new double[form.Directions * 6 * hidden];
        int rows = (direction * 3 + 2) * hidden * hidden, offset = (direction * 6 + 5) * hidden;
        return (input, recurrent, states) =>
        {
            double[] h = states[0], update = new double[hidden], reset = new double[hidden], next = new double[hidden];
            for (int i = 0; i < hidden; i++)
            {
                update[i] = activations[0](input[i] + recurrent[i]);
                reset[i] = activations[0](input[hidden + i] + recurrent[hidden + i]);
            }

            for (int i = 0; i < hidden; i++)
            {
                double inner = resetsAfter ? reset[i] * recurrent[2 * hidden + i] : bias[offset + i];
                for (int j = 0; !resetsAfter && j < hidden; j++)
                {
                    inner += matrix[rows + i * hidden + j] * reset[j] * h[j];
                }

                next[i] = (1 - update[i]) * activations[1](input[2 * hidden + i] + inner) + update[i] * h[i];
            }

            states[0] = next;
        };
    }

    private static bool IsLinearBeforeReset(NodeContext node) => node.Attributes.GetInt("linear_before_reset", 0) != 0;
}
