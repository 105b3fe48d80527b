namespace Atlas.Onnx.Operators;

/// <summary>How many inputs an operator takes; optional ones come last.</summary>
internal readonly record struct Arity(int Min, int Max)
{
    public static Arity AtLeast(int min) => new(min, int.MaxValue);

    public static implicit operator Arity(int count) => new(count, count);
}
