namespace Atlas.Onnx.Operators.Recurrent;

/// <summary>
/// i, f = f(W·x + R·h + P∘c + b); n = g(Wn·x + Rn·h + b); c ← f∘c + i∘n; o = f(Wo·x + Ro·h + Po∘c + b); h ← o∘h(c) (Hochreiter
/// and Schmidhuber 1997; peepholes P: Gers and Schmidhuber 2000). Gates are stored in the order i, o, f, n, peepholes i, o, f;
/// with <c>input_forget</c> the gate f is 1 - i.
/// </summary>
internal sealed class LSTMOperator() : RecurrentOperatorBase("LSTM", gates: 4, states: 2, new Arity(3, 8), "input_forget")
{
    protected override string[] DefaultActivations => ["Sigmoid", "Tanh", "Tanh"];

    protected override void CheckAttributes(NodeContext node)
    {
        OnnxShape recurrent = node.Shape(2);
        RecurrentForm.Require(node, 7, new OnnxShape(recurrent[0], 3 * recurrent[2]));
    }

    protected override Cell CreateCell(NodeContext node, Arguments inputs, RecurrentForm form, int direction, Func<double, double>[] activations)
    {
        int hidden = form.Hidden, peepholes = direction * 3 * hidden;
        bool isCoupled = node.Attributes.GetInt("input_forget", 0) != 0;
        double[] p = inputs.Optional(7)?.RealArray ?? new double[form.Directions * 3 * hidden];
        return (input, recurrent, states) =>
        {
            for (int k = 0; k < hidden; k++)
            {
                int outputGate = hidden + k, forgetGate = 2 * hidden + k, candidate = 3 * hidden + k;
                double c = states[1][k];
                double i = activations[0](input[k] + recurrent[k] + p[peepholes + k] * c);
                double f = isCoupled ? 1 - i : activations[0](input[forgetGate] + recurrent[forgetGate] + p[peepholes + forgetGate] * c);
                c = f * c + i * activations[1](input[candidate] + recurrent[candidate]);
                states[1][k] = c;
                states[0][k] = activations[0](input[outputGate] + recurrent[outputGate] + p[peepholes + outputGate] * c) * activations[2](c);
            }
        };
    }
}
