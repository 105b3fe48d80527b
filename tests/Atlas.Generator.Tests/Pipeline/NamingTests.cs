using Atlas.Generator.Pipeline;

namespace Atlas.Generator.Tests.Pipeline;

public sealed class NamingTests
{
    [Theory]
    [InlineData("models/nanogpt.onnx", "Nanogpt")]
    [InlineData("digits-mlp.onnx", "DigitsMlp")]
    [InlineData("/a/b/my model_v2.1.onnx", "MyModelV21")]
    [InlineData("7b-chat.onnx", "_7bChat")]
    [InlineData("---.onnx", "Model")]
    public void ClassName_OfAFile_IsItsPartsCapitalised(string path, string expected) => Assert.Equal(expected, Naming.ClassNameOf(path));

    [Theory]
    [InlineData("My.App", "My.App")]
    [InlineData("My-App.2nd", "My_App._2nd")]
    [InlineData("", Naming.DefaultNamespace)]
    [InlineData(null, Naming.DefaultNamespace)]
    public void Namespace_OfARootNamespace_IsMadeLegal(string? root, string expected)
    {
        Assert.Equal(expected, Naming.NamespaceOf(root));
        Assert.True(Naming.IsNamespace(expected));
    }

    [Theory]
    [InlineData("token_ids", "tokenIds")]
    [InlineData("input.1", "input1")]
    [InlineData("class", "@class")]
    [InlineData("0", "_0")]
    [InlineData("/", "value")]
    public void Parameter_OfAPort_IsAnIdentifier(string port, string expected) => Assert.Equal(expected, Naming.ParameterOf(port));

    [Theory]
    [InlineData("Good", true)]
    [InlineData("_1", true)]
    [InlineData("1", false)]
    [InlineData("A B", false)]
    [InlineData("", false)]
    public void Identifier_IsRecognised(string name, bool expected) => Assert.Equal(expected, Naming.IsIdentifier(name));

    [Theory]
    [InlineData("A..B")]
    [InlineData("A.class")]
    [InlineData("A.")]
    public void Namespace_NotLegal_IsRefused(string name) => Assert.False(Naming.IsNamespace(name));
}
