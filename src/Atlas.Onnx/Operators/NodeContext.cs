using System.Collections.Immutable;

namespace Atlas.Onnx.Operators;

/// <summary>A node with what is known of its inputs; operators ask it instead of the graph.</summary>
internal sealed class NodeContext(OnnxNode node, int opset, ImmutableArray<ValueInfo?> inputs)
{
    public OnnxNode Node { get; } = node;

    public OnnxAttributes Attributes => Node.Attributes;

    /// <summary>Version of the default operator set.</summary>
    public int Opset { get; } = opset;

    public int InputCount => inputs.Length;

    /// <summary>Types of the outputs; set once inference is done.</summary>
    public TensorType[] Outputs { get; set; } = [];

    public bool Has(int index) => index < inputs.Length && inputs[index] is not null;

    /// <summary>An input that is present.</summary>
    public ValueInfo Input(int index) =>
        Has(index) ? inputs[index]! : throw Error($"input {index} is missing");

    public ElementType ElementType(int index) => Input(index).ElementType;

    public OnnxShape Shape(int index) => Input(index).Shape;

    public TensorType Type(int index) => new(ElementType(index), Shape(index));

    /// <summary>The value of an input that decides a shape; <paramref name="what"/> is for the message.</summary>
    public OnnxTensor Constant(int index, string what)
    {
        ValueInfo input = Input(index);
        return input.Constant
            ?? throw Error($"the {what} (input '{input.Name}') is not known at build time", "it must follow from constants and from static shapes");
    }

    /// <summary>The integers of an input that decides a shape.</summary>
    public ImmutableArray<long> ConstantIntegers(int index, string what)
    {
        OnnxTensor tensor = Constant(index, what);
        if (tensor.IsReal || tensor.Shape.Rank > 1)
        {
            throw Error($"the {what} is {tensor}, not a list of integers");
        }

        return [.. tensor.Integers];
    }

    /// <summary>The one integer of an input that decides a shape.</summary>
    public long ConstantInteger(int index, string what)
    {
        OnnxTensor tensor = Constant(index, what);
        return !tensor.IsReal && tensor.Count == 1 ? tensor.Integers[0] : throw Error($"the {what} is {tensor}, not one integer");
    }

    /// <summary>A position between axes, from 0 to <paramref name="rank"/>, that splits them into two groups.</summary>
    public int FlattenAxis(long axis, int rank) => axis == rank ? rank : Axis(axis, rank);

    /// <summary>An axis from 0 to <paramref name="rank"/> - 1; negative ones count from the end.</summary>
    public int Axis(long axis, int rank) => axis >= -rank && axis < rank
        ? (int)(axis < 0 ? axis + rank : axis)
        : throw Error($"axis {axis} is outside of a tensor of rank {rank}");

    /// <summary>Distinct axes, in the order given.</summary>
    public int[] Axes(IEnumerable<long> axes, int rank)
    {
        int[] normalised = [.. axes.Select(axis => Axis(axis, rank))];
        return normalised.Distinct().Count() == normalised.Length
            ? normalised
            : throw Error($"axes [{string.Join(",", normalised)}] name one twice");
    }

    /// <summary>A row from 0 to the extent - 1 of an axis of <paramref name="shape"/>; negative ones count from the end.</summary>
    public long Row(long index, int axis, OnnxShape shape) => index >= -shape[axis] && index < shape[axis]
        ? index + (index < 0 ? shape[axis] : 0)
        : throw Error($"index {index} is outside of axis {axis} of {shape}");

    /// <summary>The common shape of inputs under multidirectional broadcasting.</summary>
    public OnnxShape Broadcast(params int[] indices)
    {
        OnnxShape common = OnnxShape.Scalar;
        foreach (int index in indices)
        {
            if (!OnnxShape.TryBroadcast(common, Shape(index), out common))
            {
                throw Error($"shapes {string.Join(" and ", indices.Select(i => Shape(i).ToString()))} do not broadcast");
            }
        }

        return common;
    }

    /// <summary>Requires the inputs to have one element type and returns it.</summary>
    public ElementType CommonType(params int[] indices)
    {
        ElementType type = ElementType(indices[0]);
        return indices.All(index => ElementType(index) == type)
            ? type
            : throw Error($"inputs have element types {string.Join(" and ", indices.Select(i => ElementType(i).ToString()))}", "insert a Cast");
    }

    public void RequireReal(int index)
    {
        if (!ElementType(index).IsReal())
        {
            throw Error($"input '{Input(index).Name}' has element type {ElementType(index)}, not a floating-point type", "insert a Cast");
        }
    }

    public void RequireInteger(int index)
    {
        if (!ElementType(index).IsInteger())
        {
            throw Error($"input '{Input(index).Name}' has element type {ElementType(index)}, not an integer type", "insert a Cast");
        }
    }

    public void RequireBoolean(int index)
    {
        if (ElementType(index) != Onnx.ElementType.Bool)
        {
            throw Error($"input '{Input(index).Name}' has element type {ElementType(index)}, not Bool", "insert a Cast");
        }
    }

    public AtlasModelException Error(string detail, string? hint = null) => Node.Error(detail, hint);
}
