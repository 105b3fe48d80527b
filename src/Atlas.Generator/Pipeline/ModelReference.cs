namespace Atlas.Generator.Pipeline;

/// <summary>
/// Everything that decides what is generated for one model, compared by value: the digests stand for the files' bytes. Options are as written; the
/// compile step parses them and reports bad ones.
/// </summary>
internal sealed record ModelReference
{
    /// <summary>Full path of the ONNX file.</summary>
    public string Path { get; init; } = "";

    /// <summary>Digest of the ONNX file and its external data; empty if the package's targets did not run.</summary>
    public string Sha256 { get; init; } = "";

    /// <summary>Folder of the embedded or copied model files, forward slashes.</summary>
    public string Folder { get; init; } = "";

    /// <summary>Full path of the verifying key that the project names; empty if it names none.</summary>
    public string KeyPath { get; init; } = "";

    /// <summary>Digest of that key; empty if the file does not exist.</summary>
    public string KeySha256 { get; init; } = "";

    public string ClassName { get; init; } = "";

    public string Namespace { get; init; } = "";

    /// <summary>Another model of the project has the same class name.</summary>
    public bool Clashes { get; init; }

    public string Emit { get; init; } = "";

    public string ScaleBits { get; init; } = "";

    public string WeightBits { get; init; } = "";

    public string CommitmentWidth { get; init; } = "";

    public string Dimensions { get; init; } = "";

    public string InputRange { get; init; } = "";
}
