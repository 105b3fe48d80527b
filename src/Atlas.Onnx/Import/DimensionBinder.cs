using Atlas.Onnx.Format;
using static Atlas.Onnx.Format.TensorShapeProto.Types.Dimension;

namespace Atlas.Onnx.Import;

/// <summary>Types of the graph's inputs, with symbolic dimensions replaced by the extents that the options give them.</summary>
internal sealed class DimensionBinder
{
    private readonly IReadOnlyDictionary<string, long> bindings;

    /// <exception cref="AtlasModelException">A binding names no dimension of the inputs, or is not positive.</exception>
    public DimensionBinder(IReadOnlyDictionary<string, long> bindings, IEnumerable<ValueInfoProto> inputs)
    {
        this.bindings = bindings;
        string[] symbols = [.. inputs.SelectMany(SymbolsOf).Distinct().OrderBy(static symbol => symbol, StringComparer.Ordinal)];
        foreach (KeyValuePair<string, long> binding in bindings.OrderBy(static binding => binding.Key, StringComparer.Ordinal))
        {
            if (Array.IndexOf(symbols, binding.Key) < 0)
            {
                throw new AtlasModelException(
                    $"Dimensions binds '{binding.Key}', which is no dimension of the model's inputs",
                    symbols.Length == 0 ? "the model has no symbolic dimensions" : $"its symbolic dimensions are {string.Join(", ", symbols)}");
            }

            if (binding.Value is < 1 or > int.MaxValue)
            {
                throw new AtlasModelException($"Dimensions binds '{binding.Key}' to {binding.Value}", "extents are positive 31-bit numbers");
            }
        }
    }

    public ValueInfo Bind(ValueInfoProto input)
    {
        if (input.Type?.TensorType is not { } tensor)
        {
            throw new AtlasModelException($"input '{input.Name}' is not a tensor", "sequences, maps and optional inputs are not supported");
        }

        if (!ElementTypes.TryFromCode(tensor.ElemType, out ElementType type))
        {
            throw new AtlasModelException($"input '{input.Name}' has element type {tensor.ElemType}", "supported are real types, integers of 8 to 64 bits and booleans");
        }

        if (tensor.Shape is null)
        {
            throw new AtlasModelException($"input '{input.Name}' has no shape", "export the model with static shapes or named dimensions");
        }

        long[] extents = [.. tensor.Shape.Dim.Select((dimension, axis) => Extent(dimension, input.Name, axis))];
        return extents.Aggregate(1.0, static (product, extent) => product * extent) <= int.MaxValue
            ? new ValueInfo(input.Name, type, new OnnxShape(extents))
            : throw new AtlasModelException($"input '{input.Name}' has dimensions [{string.Join(",", extents)}]", "at most 2^31 - 1 elements are supported");
    }

    private static IEnumerable<string> SymbolsOf(ValueInfoProto input) =>
        input.Type?.TensorType?.Shape?.Dim.Where(IsSymbol).Select(static dimension => dimension.DimParam) ?? [];

    private static bool IsSymbol(TensorShapeProto.Types.Dimension dimension) =>
        dimension.ValueCase == ValueOneofCase.DimParam && dimension.DimParam.Length > 0;

    private long Extent(TensorShapeProto.Types.Dimension dimension, string input, int axis)
    {
        if (dimension.ValueCase == ValueOneofCase.DimValue && dimension.DimValue is >= 0 and <= int.MaxValue)
        {
            return dimension.DimValue;
        }

        if (!IsSymbol(dimension))
        {
            throw new AtlasModelException($"axis {axis} of input '{input}' has no known extent", "export the model with a static or a named dimension");
        }

        return bindings.TryGetValue(dimension.DimParam, out long extent)
            ? extent
            : throw new AtlasModelException(
                $"dimension '{dimension.DimParam}' (axis {axis} of input '{input}') is symbolic and not bound",
                $"set Dimensions=\"{dimension.DimParam}=...\"");
    }
}
