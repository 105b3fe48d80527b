using System.Runtime.InteropServices;
using Atlas.Onnx.Format;
using Atlas.Testing;
using Google.Protobuf;

namespace Atlas.Onnx.Tests.Tensors;

public sealed class ProvenanceTests
{
    [Theory]
    [InlineData("nanogpt")]
    [InlineData("minigpt")]
    [InlineData("microgpt")]
    [InlineData("digits-mlp")]
    public void Initializers_BytesAtTheirSource_DecodeToTheirValues(string name)
    {
        byte[] file = new SampleModel(name).ReadOnnx();
        OnnxGraph graph = OnnxModel.Parse(file).Graph;

        Assert.NotEmpty(graph.Initializers);
        Assert.All(graph.Initializers, initializer => AssertDecodes(file, initializer.Constant!));
    }

    [Fact]
    public void Initializers_AreThoseOfTheProtobufParser()
    {
        byte[] file = new SampleModel("microgpt").ReadOnnx();
        ModelProto proto = ModelProto.Parser.ParseFrom(file);
        OnnxGraph graph = OnnxModel.Parse(file).Graph;

        Assert.Equal(proto.Graph.Initializer.Select(static tensor => tensor.Name), graph.Initializers.Select(static value => value.Name));
        foreach (TensorProto tensor in proto.Graph.Initializer)
        {
            TensorSource source = ((TensorOrigin.Stored)graph.Of(tensor.Name).Constant!.Origin).Source;
            Assert.Equal(tensor.RawData.Span, file.AsSpan((int)source.Offset, (int)source.Length));
        }
    }

    [Fact]
    public void ConstantAttribute_BytesAtItsSource_DecodeToItsValues()
    {
        byte[] file = new OnnxModelBuilder()
            .Input("x", ElementType.Float, 2)
            .Node("Softmax", ["x"], ["s"], ("axis", 0))
            .Node("Constant", [], ["c"], ("value", OnnxTensor.FromReals(new(2), [3, -4.5])))
            .Node("Add", ["s", "c"], ["y"]).Output("y").Build();

        OnnxTensor constant = OnnxModel.Parse(file).Graph.Of("c").Constant!;

        Assert.Equal([3, -4.5], constant.Reals.ToArray());
        AssertDecodes(file, constant);
    }

    [Fact]
    public void PackedFloatField_HasASource()
    {
        byte[] file = Model(new TensorProto { Name = "w", DataType = 1, Dims = { 3 }, FloatData = { 1, -2, 0.5f } });

        OnnxTensor constant = OnnxModel.Parse(file).Graph.Of("w").Constant!;

        Assert.Equal([1, -2, 0.5], constant.Reals.ToArray());
        AssertDecodes(file, constant);
    }

    [Fact]
    public void VarintField_HasNoSource()
    {
        byte[] file = Model(new TensorProto { Name = "w", DataType = 7, Dims = { 3 }, Int64Data = { 1, -2, 300 } });

        OnnxTensor constant = OnnxModel.Parse(file).Graph.Of("w").Constant!;

        Assert.Equal([1, -2, 300], constant.Integers.ToArray());
        Assert.IsType<TensorOrigin.Literal>(constant.Origin);
    }

    [Fact]
    public void FloatsInPieces_AreReadAndHaveNoSource()
    {
        byte[] whole = new TensorProto { Name = "w", DataType = 1, Dims = { 3 } }.ToByteArray();
        byte[] piece = new TensorProto { FloatData = { 1, 2 } }.ToByteArray(), single = [(4 << 3) | 5, .. BitConverter.GetBytes(3f)];

        OnnxTensor tensor = OnnxTensor.ParseProto([.. whole, .. piece, .. single]);

        Assert.Equal([1, 2, 3], tensor.Reals.ToArray());
        Assert.Null(RawDataLocator.ForTensor([.. whole, .. piece, .. single]));
    }

    private static byte[] Model(TensorProto initializer)
    {
        OnnxModelBuilder builder = new OnnxModelBuilder().Node("Identity", ["w"], ["y"]).Output("y");
        builder.Proto.Graph.Initializer.Add(initializer);
        return builder.Build();
    }

    private static void AssertDecodes(byte[] file, OnnxTensor tensor)
    {
        TensorSource source = Assert.IsType<TensorOrigin.Stored>(tensor.Origin).Source;
        ReadOnlySpan<byte> bytes = file.AsSpan((int)source.Offset, (int)source.Length);
        Assert.Equal(tensor.ElementType, source.Type);
        switch (source.Type)
        {
            case ElementType.Float:
                Assert.Equal(tensor.Reals.ToArray(), MemoryMarshal.Cast<byte, float>(bytes).ToArray().Select(static value => (double)value));
                break;
            case ElementType.Int64:
                Assert.Equal(tensor.Integers, MemoryMarshal.Cast<byte, long>(bytes));
                break;
            case ElementType.Bool:
                Assert.Equal(tensor.Integers.ToArray(), bytes.ToArray().Select(static value => (long)value));
                break;
            default:
                Assert.Fail($"no decoder for {source.Type}");
                break;
        }
    }
}
