namespace Atlas.Generator.Pipeline;

/// <summary>
/// Everything that decides what is generated for one model, compared by value: the digests stand for the files' bytes. Options are as written; the compile step parses them and
/// reports bad ones.
/// </summary>
internal sealed record ModelReference
{
    /// <summary>Full path of the ONNX file.</summary>
    public required string Path { get; init; }

    /// <summary>Digest of the ONNX file and its external data; empty if the package's targets did not run.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Folder of the embedded or copied model files, forward slashes.</summary>
    public required string Folder { get; init; }

    /// <summary>Full path of the verifying key that the project names; empty if it names none.</summary>
    public required string KeyPath { get; init; }

    /// <summary>Digest of that key; empty if the file does not exist.</summary>
    public required string KeySha256 { get; init; }

    public required string ClassName { get; init; }

    public required string Namespace { get; init; }

    /// <summary>Another model of the project has the same class name.</summary>
    public bool Clashes { get; init; }

    public required string Emit { get; init; }

    public required string ScaleBits { get; init; }

    public required string WeightBits { get; init; }

    public required string CommitmentWidth { get; init; }

    public required string Dimensions { get; init; }

    public required string InputRange { get; init; }
}
