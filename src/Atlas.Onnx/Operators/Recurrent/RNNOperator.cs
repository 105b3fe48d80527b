namespace Atlas.Onnx.Operators.Recurrent;

/// <summary>h ← f(W·x + Wb + R·h + Rb) (Elman 1990).</summary>
internal sealed class RNNOperator() : RecurrentOperatorBase("RNN", gates: 1, states: 1, new Arity(3, 6))
{
    protected override string[] DefaultActivations => ["Tanh"];

    protected override Cell CreateCell(NodeContext node, Arguments inputs, RecurrentForm form, int direction, Func<double, double>[] activations) =>
        (input, recurrent, states) =>
        {
            for (int i = 0; i < form.Hidden; i++)
            {
                states[0][i] = activations[0](input[i] + recurrent[i]);
            }
        };
}
