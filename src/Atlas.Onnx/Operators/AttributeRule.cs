namespace Atlas.Onnx.Operators;

/// <summary>An attribute that an operator has in the opsets from <paramref name="Since"/> up to but excluding <paramref name="Until"/>.</summary>
internal readonly record struct AttributeRule(string Name, int Since = 1, int Until = int.MaxValue)
{
    public static implicit operator AttributeRule(string name) => new(name);

    public bool AllowsIn(int opset) => opset >= Since && opset < Until;
}
