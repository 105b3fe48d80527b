namespace Atlas.Onnx.Operators.Recurrent;

/// <summary>
/// A recurrent network over a sequence. Inputs: x [steps, batch, input], weights [directions, gates·hidden, input], recurrent
/// weights [directions, gates·hidden, hidden], bias [directions, 2·gates·hidden], sequence lengths [batch], initial state
/// [directions, batch, hidden] and what a subclass adds. Outputs: all states [steps, directions, batch, hidden], and the last
/// ones. With <c>layout</c> = 1 the batch comes first.
/// </summary>
internal abstract class RecurrentOperatorBase(string name, int gates, int states, Arity inputs, params AttributeRule[] attributes) : Operator(
    name, since: 7, inputs,
    ["activation_alpha", "activation_beta", "activations", "clip", "direction", "hidden_size", new AttributeRule("layout", Since: 14), .. attributes])
{
    public override int MaxOutputs => 1 + states;

    public override TensorType[] Infer(NodeContext node)
    {
        RecurrentForm form = RecurrentForm.Of(node, gates, states);
        CheckAttributes(node);
        RecurrentActivation.Of(node, form.Directions, DefaultActivations);
        ElementType type = node.ElementType(0);
        TensorType last = new(type, form.Outer(new OnnxShape(form.Directions, form.Batch, form.Hidden)));
        return [new(type, form.OuterSequence()), .. Enumerable.Repeat(last, states)];
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        RecurrentForm form = RecurrentForm.Of(node, gates, states);
        Func<double, double>[] activations = RecurrentActivation.Of(node, form.Directions, DefaultActivations);
        double[] sequence = new double[form.Steps * form.Directions * form.Batch * form.Hidden];
        double[][] last = [.. Enumerable.Range(0, states).Select(_ => new double[form.Directions * form.Batch * form.Hidden])];
        RecurrentInputs arrays = form.Arrays(inputs);
        for (int direction = 0; direction < form.Directions; direction++)
        {
            Func<double, double>[] own = [.. activations.Skip(direction * DefaultActivations.Length).Take(DefaultActivations.Length)];
            for (int example = 0; example < form.Batch; example++)
            {
                Cell cell = CreateCell(node, inputs, form, direction, own);
                new RecurrentRun(form, arrays, direction, example).Execute(cell, sequence, last);
            }
        }

        ElementType type = node.Outputs[0].ElementType;
        OnnxTensor all = OnnxTensor.Own(type, new OnnxShape(form.Steps, form.Directions, form.Batch, form.Hidden), sequence);
        var stateShape = new OnnxShape(form.Directions, form.Batch, form.Hidden);
        return [form.ToOuterSequence(all), .. last.Select(state => form.ToOuter(OnnxTensor.Own(type, stateShape, state)))];
    }

    /// <summary>Names of one direction's activations.</summary>
    protected abstract string[] DefaultActivations { get; }

    /// <summary>Checks what the subclass adds.</summary>
    protected virtual void CheckAttributes(NodeContext node)
    {
    }

    /// <summary>The step of one direction.</summary>
    protected abstract Cell CreateCell(NodeContext node, Arguments inputs, RecurrentForm form, int direction, Func<double, double>[] activations);
}
