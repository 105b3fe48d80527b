using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Atlas.Testing.Generation;

/// <summary>
/// An additional file whose text nobody may ask for: an ONNX file is binary, and the compiler reports an error for it when its text is read.
/// </summary>
public sealed class BinaryText(string path) : AdditionalText
{
    public override string Path => path;

    public override SourceText? GetText(CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException($"The text of the binary file '{path}' was asked for.");
}
