namespace Atlas.Onnx.Operators.Layout;

/// <summary>What ScatterElements and ScatterND do where an update meets an element: replace it (by default), add, mul, max, min.</summary>
internal static class ScatterReduction
{
    public static AttributeRule Attribute => new("reduction", Since: 16);

    public static void Check(NodeContext node)
    {
        string name = Name(node);
        if (name is not ("none" or "add" or "mul") && !(name is "max" or "min" && node.Opset >= 18))
        {
            throw node.Error($"attribute 'reduction' is '{name}'", "supported are 'none', 'add', 'mul' and, from opset 18, 'max' and 'min'");
        }
    }

    /// <summary>The data once update i has met the element at <c>places[i]</c>, in order.</summary>
    public static OnnxTensor Apply(NodeContext node, OnnxTensor data, int[] places, OnnxTensor updates)
    {
        ElementType type = data.ElementType;
        return data.IsReal
            ? OnnxTensor.Own(type, data.Shape, Apply(data.RealArray, places, updates.RealArray, OfReals(Name(node))))
            : OnnxTensor.Own(type, data.Shape, Apply(data.IntegerArray, places, updates.IntegerArray, OfIntegers(Name(node), type)));
    }

    private static string Name(NodeContext node) => node.Attributes.GetString("reduction", "none");

    private static T[] Apply<T>(T[] data, int[] places, T[] updates, Func<T, T, T> meet)
    {
        T[] result = (T[])data.Clone();
        for (int i = 0; i < places.Length; i++)
        {
            result[places[i]] = meet(result[places[i]], updates[i]);
        }

        return result;
    }

    private static Func<double, double, double> OfReals(string name) => name switch
    {
        "add" => static (old, update) => old + update,
        "mul" => static (old, update) => old * update,
        "max" => Math.Max,
        "min" => Math.Min,
        _ => static (_, update) => update,
    };

    private static Func<long, long, long> OfIntegers(string name, ElementType type) => name switch
    {
        "add" => (old, update) => type.Wrap(unchecked(old + update)),
        "mul" => (old, update) => type.Wrap(unchecked(old * update)),
        "max" => Math.Max,
        "min" => Math.Min,
        _ => static (_, update) => update,
    };
}
