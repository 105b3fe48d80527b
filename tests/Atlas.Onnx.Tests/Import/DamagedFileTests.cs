using Atlas.Onnx.Format;
using Atlas.Testing;
using Google.Protobuf;

namespace Atlas.Onnx.Tests.Import;

public sealed class DamagedFileTests
{
    private static byte[] Tiny() => new OnnxModelBuilder()
        .Input("x", ElementType.Float, 2, 3)
        .Initializer("w", [1f, 2f, 3f], 3, 1)
        .Initializer("shape", [2L])
        .Node("MatMul", ["x", "w"], ["product"])
        .Node("Reshape", ["product", "shape"], ["y"])
        .Node("Softmax", ["y"], ["z"], ("axis", 0))
        .Output("z")
        .Build();

    [Fact]
    public void Parse_EveryPrefix_IsTypedError()
    {
        byte[] model = Tiny();

        for (int length = 0; length < model.Length; length++)
        {
            Assert.Throws<AtlasModelException>(() => OnnxModel.Parse(model[..length]));
        }
    }

    [Fact]
    public void Parse_AnyByteChanged_SucceedsOrIsTypedError()
    {
        byte[] model = Tiny();
        int refused = 0;
        for (int position = 0; position < model.Length; position++)
        {
            foreach (byte mask in new byte[] { 0x01, 0x02, 0x04, 0x08, 0x10, 0x40, 0x80, 0xff })
            {
                byte[] damaged = [.. model];
                damaged[position] ^= mask;
                try
                {
                    OnnxModel.Parse(damaged, static location => throw new FileNotFoundException(location));
                }
                catch (AtlasModelException error)
                {
                    Assert.DoesNotContain('\n', error.Message);
                    refused++;
                }
            }
        }

        Assert.InRange(refused, model.Length, 8 * model.Length);
    }

    // A protobuf parser alone would skip the field and see a tensor without data.
    [Fact]
    public void Parse_RawDataOfAnotherWireType_IsTypedError()
    {
        byte[] tensor = [.. new TensorProto { DataType = 1, Dims = { 1 } }.ToByteArray(), (RawDataLocator.RawData << 3) | WireReader.Fixed32, 0, 0, 0x80, 0x3f];

        AtlasModelException error = Assert.Throws<AtlasModelException>(() => OnnxTensor.ParseProto(tensor));

        Assert.Contains("field 9 of a TensorProto before byte 10 has wire type 5", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_EmptyFile_SaysThatThereIsNoGraph()
    {
        AtlasModelException error = Assert.Throws<AtlasModelException>(() => OnnxModel.Parse([]));

        Assert.Contains("no graph", error.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(99)]
    public void Parse_UnknownOpset_NamesSupportedOnes(int opset)
    {
        byte[] model = new OnnxModelBuilder(opset).Input("x", ElementType.Float, 1).Node("Relu", ["x"], ["y"]).Output("y").Build();

        AtlasModelException error = Assert.Throws<AtlasModelException>(() => OnnxModel.Parse(model));

        Assert.Contains("supported are opsets", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_DataOfWrongLength_NamesTensorAndLengths()
    {
        OnnxModelBuilder builder = new OnnxModelBuilder().Initializer("w", [1f, 2f], 3).Node("Relu", ["w"], ["y"]).Output("y");

        AtlasModelException error = Assert.Throws<AtlasModelException>(() => OnnxModel.Parse(builder.Build()));

        Assert.Contains("tensor 'w' of type Float[3] has 8 bytes of data instead of 12", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_SparseInitializer_NamesIt()
    {
        var model = new ModelProto { Graph = new GraphProto(), OpsetImport = { new OperatorSetIdProto { Version = 18 } } };
        model.Graph.SparseInitializer.Add(new SparseTensorProto { Values = new TensorProto { Name = "sparse" } });

        AtlasModelException error = Assert.Throws<AtlasModelException>(() => OnnxModel.Parse(model.ToByteArray()));

        Assert.Contains("'sparse' is sparse", error.Detail, StringComparison.Ordinal);
    }
}
