using System.Security.Cryptography;
using Atlas.Runtime.Model;

namespace Atlas.Runtime.Tests.Model;

public sealed class OnnxBytesTests : IDisposable
{
    private readonly string _name = $"atlas-test-{Guid.NewGuid():N}";

    public OnnxBytesTests() => Directory.CreateDirectory(Folder);

    private string Folder => Path.Combine(AppContext.BaseDirectory, _name);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    [Fact]
    public void Load_FileBesideTheProgram_ChecksItsDigest()
    {
        byte[] bytes = [1, 2, 3];
        File.WriteAllBytes(Path.Combine(Folder, "net.onnx"), bytes);

        OnnxBytes onnx = OnnxBytes.Load(GetType().Assembly, _name, Convert.ToHexStringLower(SHA256.HashData(bytes)), "net.onnx");

        Assert.Equal(bytes, onnx.Model.ToArray());
    }

    [Fact]
    public void Load_OtherBytes_ThrowsAtlasModelException()
    {
        File.WriteAllBytes(Path.Combine(Folder, "net.onnx"), [1, 2, 3]);

        AtlasModelException thrown = Assert.Throws<AtlasModelException>(() => OnnxBytes.Load(GetType().Assembly, _name, new string('0', 64), "net.onnx"));
        Assert.Contains("net.onnx", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_ExternalData_IsPartOfTheDigest()
    {
        File.WriteAllBytes(Path.Combine(Folder, "net.onnx"), [1, 2, 3]);
        File.WriteAllBytes(Path.Combine(Folder, "w.bin"), [4, 5]);

        // Lengths and bytes of the model, the name, the content.
        byte[] all = [3, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 5, 0, 0, 0, 0, 0, 0, 0, .. "w.bin"u8, 2, 0, 0, 0, 0, 0, 0, 0, 4, 5];
        OnnxBytes onnx = OnnxBytes.Load(GetType().Assembly, _name, Convert.ToHexStringLower(SHA256.HashData(all)), "net.onnx", "w.bin");

        Assert.Equal([4, 5], onnx["w.bin"].ToArray());
    }

    [Fact]
    public void Load_MissingFile_NamesWhereItLooked()
    {
        AtlasModelException thrown = Assert.Throws<AtlasModelException>(() => OnnxBytes.Load(GetType().Assembly, _name, new string('0', 64), "none.onnx"));

        Assert.Contains(Path.Combine(Folder, "none.onnx"), thrown.Message, StringComparison.Ordinal);
        Assert.IsAssignableFrom<IOException>(thrown.InnerException);
    }
}
