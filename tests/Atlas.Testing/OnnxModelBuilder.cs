using System.Runtime.InteropServices;
using Atlas.Onnx;
using Atlas.Onnx.Format;
using Google.Protobuf;
using static Atlas.Onnx.Format.AttributeProto.Types;

namespace Atlas.Testing;

/// <summary>
/// Builds tiny ONNX models for tests:
/// <code>
/// byte[] model = new OnnxModelBuilder()
///     .Input("x", ElementType.Float, 2, 3)
///     .Initializer("w", [1f, 2f, 3f], 3, 1)
///     .Node("MatMul", ["x", "w"], ["y"])
///     .Output("y")
///     .Build();
/// </code>
/// </summary>
public sealed class OnnxModelBuilder
{
    private readonly ModelProto model = new() { IrVersion = 8, ProducerName = "tests", Graph = new GraphProto { Name = "graph" } };

    public OnnxModelBuilder(int opset = 18)
    {
        model.OpsetImport.Add(new OperatorSetIdProto { Version = opset });
    }

    /// <summary>The message under construction, for what the methods below do not cover.</summary>
    internal ModelProto Proto => model;

    public OnnxModelBuilder Input(string name, ElementType type, params long[] dimensions) =>
        AddInput(name, type, dimensions.Select(static extent => new TensorShapeProto.Types.Dimension { DimValue = extent }));

    /// <summary>An input all of whose dimensions are symbols.</summary>
    public OnnxModelBuilder SymbolicInput(string name, ElementType type, params string[] dimensions) =>
        AddInput(name, type, dimensions.Select(static symbol => new TensorShapeProto.Types.Dimension { DimParam = symbol }));

    /// <summary>A float initializer in raw_data.</summary>
    public OnnxModelBuilder Initializer(string name, float[] values, params long[] dimensions) =>
        AddInitializer(Tensor(name, ElementType.Float, MemoryMarshal.AsBytes<float>(values), dimensions));

    /// <summary>An int64 initializer in raw_data; a vector if no dimensions are given.</summary>
    public OnnxModelBuilder Initializer(string name, long[] values, params long[] dimensions) =>
        AddInitializer(Tensor(name, ElementType.Int64, MemoryMarshal.AsBytes<long>(values), dimensions.Length == 0 ? [values.Length] : dimensions));

    /// <summary>An int64 initializer of rank 0.</summary>
    public OnnxModelBuilder ScalarInitializer(string name, long value) =>
        AddInitializer(Tensor(name, ElementType.Int64, MemoryMarshal.AsBytes<long>([value]), []));

    /// <summary>A float initializer of rank 0.</summary>
    public OnnxModelBuilder ScalarInitializer(string name, float value) =>
        AddInitializer(Tensor(name, ElementType.Float, MemoryMarshal.AsBytes<float>([value]), []));

    /// <summary>A Boolean initializer in raw_data.</summary>
    public OnnxModelBuilder Initializer(string name, bool[] values, params long[] dimensions) =>
        AddInitializer(Tensor(name, ElementType.Bool, MemoryMarshal.AsBytes<bool>(values), dimensions));

    /// <summary>A float initializer whose elements lie in another file, from a byte offset on.</summary>
    public OnnxModelBuilder ExternalInitializer(string name, string file, long offset, params long[] dimensions)
    {
        var tensor = new TensorProto { Name = name, DataType = (int)ElementType.Float, Dims = { dimensions }, DataLocation = TensorProto.Types.DataLocation.External };
        long length = dimensions.Aggregate((long)sizeof(float), static (product, extent) => product * extent);
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = file });
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "offset", Value = offset.ToString(System.Globalization.CultureInfo.InvariantCulture) });
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "length", Value = length.ToString(System.Globalization.CultureInfo.InvariantCulture) });
        return AddInitializer(tensor);
    }

    /// <summary>
    /// A node. Attribute values are <see cref="long"/>, <see cref="int"/>, <see cref="float"/>, <see cref="string"/>, arrays of
    /// long and float, or <see cref="OnnxTensor"/>.
    /// </summary>
    public OnnxModelBuilder Node(string opType, string[] inputs, string[] outputs, params (string Name, object Value)[] attributes) =>
        NamedNode("", opType, inputs, outputs, attributes);

    /// <inheritdoc cref="Node"/>
    public OnnxModelBuilder NamedNode(string name, string opType, string[] inputs, string[] outputs, params (string Name, object Value)[] attributes)
    {
        var node = new NodeProto { Name = name, OpType = opType };
        node.Input.Add(inputs);
        node.Output.Add(outputs);
        node.Attribute.Add(attributes.Select(static attribute => Attribute(attribute.Name, attribute.Value)));
        model.Graph.Node.Add(node);
        return this;
    }

    public OnnxModelBuilder Output(params string[] names)
    {
        model.Graph.Output.Add(names.Select(static name => new ValueInfoProto { Name = name }));
        return this;
    }

    public byte[] Build() => model.ToByteArray();

    /// <summary>Builds the model and reads it back.</summary>
    public OnnxGraph BuildGraph(OnnxLoadOptions? options = null) => OnnxModel.Parse(Build(), null, options).Graph;

    private static TensorProto Tensor(string name, ElementType type, ReadOnlySpan<byte> data, long[] dimensions) =>
        new() { Name = name, DataType = (int)type, RawData = ByteString.CopyFrom(data), Dims = { dimensions } };

    private static AttributeProto Attribute(string name, object value)
    {
        var attribute = new AttributeProto { Name = name };
        switch (value)
        {
            case int or long:
                attribute.Type = AttributeType.Int;
                attribute.I = Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture);
                break;
            case float real:
                attribute.Type = AttributeType.Float;
                attribute.F = real;
                break;
            case string text:
                attribute.Type = AttributeType.String;
                attribute.S = ByteString.CopyFromUtf8(text);
                break;
            case long[] integers:
                attribute.Type = AttributeType.Ints;
                attribute.Ints.Add(integers);
                break;
            case float[] reals:
                attribute.Type = AttributeType.Floats;
                attribute.Floats.Add(reals);
                break;
            case string[] texts:
                attribute.Type = AttributeType.Strings;
                attribute.Strings.Add(texts.Select(ByteString.CopyFromUtf8));
                break;
            case OnnxTensor tensor:
                attribute.Type = AttributeType.Tensor;
                attribute.T = ToProto(tensor);
                break;
            default:
                throw new ArgumentException($"attributes of type {value.GetType()} cannot be built", nameof(value));
        }

        return attribute;
    }

    private static TensorProto ToProto(OnnxTensor tensor) => tensor.ElementType switch
    {
        ElementType.Float => Tensor("", ElementType.Float, MemoryMarshal.AsBytes<float>([.. tensor.ToDoubles().Select(static value => (float)value)]), tensor.Shape.ToArray()),
        ElementType.Int64 => Tensor("", ElementType.Int64, MemoryMarshal.AsBytes(tensor.Integers), tensor.Shape.ToArray()),
        _ => throw new ArgumentException($"attributes of type {tensor} cannot be built", nameof(tensor)),
    };

    private OnnxModelBuilder AddInput(string name, ElementType type, IEnumerable<TensorShapeProto.Types.Dimension> dimensions)
    {
        var shape = new TensorShapeProto();
        shape.Dim.Add(dimensions);
        var tensor = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = shape };
        model.Graph.Input.Add(new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = tensor } });
        return this;
    }

    private OnnxModelBuilder AddInitializer(TensorProto tensor)
    {
        model.Graph.Initializer.Add(tensor);
        return this;
    }
}
