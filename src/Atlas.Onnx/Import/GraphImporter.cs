using System.Collections.Immutable;
using Atlas.Onnx.Format;

namespace Atlas.Onnx.Import;

/// <summary>GraphProto to <see cref="OnnxGraph"/>: names, types, order, shapes.</summary>
internal sealed class GraphImporter(GraphProto proto, int opset, RawDataLocator locator, TensorReader tensors, OnnxLoadOptions options)
{
    private readonly Dictionary<string, ValueInfo> values = new(StringComparer.Ordinal);

    public OnnxGraph Import()
    {
        if (proto.SparseInitializer.Count > 0)
        {
            throw new AtlasModelException($"initializer '{proto.SparseInitializer[0].Values?.Name}' is sparse", "store it as a dense tensor");
        }

        ImmutableArray<ValueInfo> initializers = [.. proto.Initializer.Select(ReadInitializer)];
        var constants = new HashSet<string>(proto.Initializer.Select(static tensor => tensor.Name), StringComparer.Ordinal);

        // Before IR version 4 each initializer is listed among the inputs as well; it is a default value, taken as a constant.
        ValueInfoProto[] given = [.. proto.Input.Where(input => !constants.Contains(input.Name))];
        foreach (string unknown in options.BoundInputs.Keys.Except(given.Select(static input => input.Name)).OrderBy(static name => name, StringComparer.Ordinal))
        {
            throw new AtlasModelException($"BoundInputs names '{unknown}', which is no input of the model");
        }

        var binder = new DimensionBinder(options.Dimensions, given);
        ILookup<bool, ValueInfo> inputs = given.Select(binder.Bind).Select(BindValue).Select(Define).ToLookup(static input => input.IsConstant);

        var nodeReader = new NodeReader(locator, tensors);
        ImmutableArray<OnnxNode> nodes = TopologicalOrder.Sort([.. proto.Node.Select(nodeReader.Read)], values.ContainsKey);
        var inference = new ShapeInference(opset, values);
        foreach (OnnxNode node in nodes)
        {
            inference.Infer(node);
        }

        return new OnnxGraph(proto.Name, opset, [.. inputs[false]], [.. initializers, .. inputs[true]], nodes, [.. proto.Output.Select(FindOutput)], values);
    }

    private ValueInfo ReadInitializer(TensorProto tensor, int index)
    {
        OnnxTensor value = tensors.Read(tensor, locator.OfInitializer(index), tensor.Name);
        return Define(new ValueInfo(tensor.Name, value.ElementType, value.Shape, value));
    }

    private ValueInfo BindValue(ValueInfo input)
    {
        if (!options.BoundInputs.TryGetValue(input.Name, out OnnxTensor? value))
        {
            return input;
        }

        return value.ElementType == input.ElementType && value.Shape == input.Shape
            ? input with { Constant = value.WithOrigin(TensorOrigin.Literal.Instance) }
            : throw new AtlasModelException($"input '{input.Name}' is {input.ElementType}{input.Shape} and is bound to a value {value}");
    }

    private ValueInfo Define(ValueInfo value)
    {
        if (value.Name.Length == 0)
        {
            throw new AtlasModelException("an input or initializer of the graph has no name");
        }

        if (values.ContainsKey(value.Name))
        {
            throw new AtlasModelException($"the name '{value.Name}' is given to two inputs or initializers");
        }

        values.Add(value.Name, value);
        return value;
    }

    // Declared output shapes are often stale; the inferred one counts. The element type must be the declared one.
    private ValueInfo FindOutput(ValueInfoProto output)
    {
        if (!values.TryGetValue(output.Name, out ValueInfo? value))
        {
            throw new AtlasModelException($"no node computes the graph's output '{output.Name}'");
        }

        int declared = output.Type?.TensorType?.ElemType ?? 0;
        return declared == 0 || declared == (int)value.ElementType
            ? value
            : throw new AtlasModelException($"output '{output.Name}' is declared as element type {(ElementType)declared} and is {value.ElementType}");
    }
}
