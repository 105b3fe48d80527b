using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Atlas.Onnx.Format;
using Atlas.Testing;

namespace Atlas.Onnx.Tests.Import;

public sealed class ExternalDataTests
{
    private static readonly byte[] Content = [9, 9, 9, 9, .. MemoryMarshal.AsBytes<float>([1.5f, -2f]), 7];

    private static byte[] Model(params (string Key, string Value)[] entries)
    {
        OnnxModelBuilder builder = new OnnxModelBuilder().Input("x", ElementType.Float, 2).Node("Add", ["x", "w"], ["y"]).Output("y");
        var tensor = new TensorProto { Name = "w", DataType = 1, Dims = { 2 }, DataLocation = TensorProto.Types.DataLocation.External };
        tensor.ExternalData.Add(entries.Select(static entry => new StringStringEntryProto { Key = entry.Key, Value = entry.Value }));
        builder.Proto.Graph.Initializer.Add(tensor);
        return builder.Build();
    }

    private static byte[] Standard() => Model(("location", "weights.bin"), ("offset", "4"), ("length", "8"));

    [Fact]
    public void Parse_ExternalTensor_ReadsValuesAndKeepsTheirPlace()
    {
        OnnxTensor tensor = OnnxModel.Parse(Standard(), static _ => Content).Graph.Of("w").Constant!;

        Assert.Equal([1.5, -2], tensor.Reals.ToArray());
        Assert.Equal(new TensorOrigin.Stored(new TensorSource("weights.bin", 4, 8, ElementType.Float)), tensor.Origin);
    }

    [Fact]
    public void Parse_WithoutOpener_NamesTheFile() =>
        Assert.Contains("'weights.bin'", Assert.Throws<AtlasModelException>(() => OnnxModel.Parse(Standard())).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_MissingFile_NamesIt()
    {
        AtlasModelException error = Assert.Throws<AtlasModelException>(
            () => OnnxModel.Parse(Standard(), static location => throw new FileNotFoundException("gone", location)));

        Assert.Contains("'weights.bin' cannot be read", error.Message, StringComparison.Ordinal);
        Assert.IsType<FileNotFoundException>(error.InnerException);
    }

    [Fact]
    public void Parse_ShortFile_NamesTensorAndBytes()
    {
        AtlasModelException error = Assert.Throws<AtlasModelException>(() => OnnxModel.Parse(Standard(), static _ => Content[..11]));

        Assert.Contains("tensor 'w' needs 8 bytes from byte 4 of the external data file 'weights.bin', which has 11", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../secret")]
    [InlineData("/etc/passwd")]
    [InlineData("a/../../b")]
    [InlineData("C:\\x")]
    [InlineData("")]
    public void Parse_LocationOutsideOfTheFolder_IsRefusedUnopened(string location) => Assert.Contains(
        "not inside the model's own folder",
        Assert.Throws<AtlasModelException>(() => OnnxModel.Parse(Model(("location", location)), static _ => throw new InvalidOperationException("opened"))).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("offset", "-1")]
    [InlineData("offset", "9223372036854775807")]
    [InlineData("length", "x")]
    [InlineData("length", "9223372036854775807")]
    [InlineData("length", "4")]
    public void Parse_BadRange_IsTypedError(string key, string value) =>
        Assert.Throws<AtlasModelException>(() => OnnxModel.Parse(Model(("location", "weights.bin"), (key, value)), static _ => Content));

    [Fact]
    public void ExternalDataFiles_ListsEachOnce()
    {
        Assert.Equal(["weights.bin"], ModelDigest.ExternalDataFiles(Standard()));
        Assert.Empty(ModelDigest.ExternalDataFiles(new SampleModel("microgpt").ReadOnnx()));
    }

    [Fact]
    public void Digest_OfOneFile_IsTheFilesOwn()
    {
        byte[] model = new SampleModel("microgpt").ReadOnnx();

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(model)), ModelDigest.Compute(model));
    }

    [Fact]
    public void Digest_WithExternalData_CoversEveryByteOfIt()
    {
        string digest = ModelDigest.Compute(Standard(), static _ => Content);

        for (int position = 0; position < Content.Length; position++)
        {
            byte[] changed = [.. Content];
            changed[position] ^= 1;
            Assert.NotEqual(digest, ModelDigest.Compute(Standard(), _ => changed));
        }

        Assert.NotEqual(digest, ModelDigest.Compute(Standard(), static _ => [.. Content, 0]));
    }
}
