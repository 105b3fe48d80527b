using System.Collections.Immutable;

namespace Atlas.Onnx.Operators;

/// <summary>
/// One operator of the default domain: its inputs and attributes by opset, its shape rule, and its value in real arithmetic, which
/// serves the constant folder and the reference executor alike. Immutable; one file per operator.
/// </summary>
internal abstract class Operator(string name, int since, Arity inputs, params AttributeRule[] attributes)
{
    public string Name { get; } = name;

    /// <summary>The first opset whose meaning is implemented.</summary>
    public int Since { get; } = since;

    public ImmutableArray<AttributeRule> Attributes { get; } = [.. attributes];

    /// <summary>Outputs that the operator may have; the trailing ones are optional.</summary>
    public virtual int MaxOutputs => 1;

    /// <summary>True if the outputs follow from the inputs' shapes alone.</summary>
    public virtual bool NeedsOnlyShapes => false;

    /// <summary>Types of the outputs.</summary>
    /// <exception cref="AtlasModelException">Inputs, attributes or shapes are against the operator's rules.</exception>
    public abstract TensorType[] Infer(NodeContext node);

    /// <summary>
    /// Values of the outputs, each of the type in <see cref="NodeContext.Outputs"/>. Real arithmetic is in doubles and rounds to
    /// no narrower type.
    /// </summary>
    public abstract OnnxTensor[] Evaluate(NodeContext node, Arguments inputs);

    /// <summary>Checks what all operators have in common: opset, numbers of inputs and outputs, names of attributes.</summary>
    public void CheckForm(OnnxNode node, int opset)
    {
        if (opset < Since)
        {
            throw node.Error($"{Name} of opset {opset}", $"supported from opset {Since}");
        }

        if (node.Inputs.Length < inputs.Min || node.Inputs.Length > inputs.Max)
        {
            string expected = inputs.Min == inputs.Max ? $"{inputs.Min}" : inputs.Max == int.MaxValue ? $"at least {inputs.Min}" : $"{inputs.Min} to {inputs.Max}";
            throw node.Error($"{node.Inputs.Length} inputs instead of {expected}");
        }

        if (node.Outputs.Length == 0 || node.Outputs.Length > MaxOutputs)
        {
            throw node.Error($"{node.Outputs.Length} outputs", $"supported are 1 to {MaxOutputs}");
        }

        foreach (string attribute in node.Attributes.Names)
        {
            if (!Attributes.Any(rule => rule.Name == attribute && rule.AllowsIn(opset)))
            {
                string known = string.Join(", ", Attributes.Where(rule => rule.AllowsIn(opset)).Select(static rule => rule.Name));
                throw node.Error($"unknown attribute '{attribute}' at opset {opset}", known.Length == 0 ? "supported are none" : $"supported are {known}");
            }
        }
    }
}
