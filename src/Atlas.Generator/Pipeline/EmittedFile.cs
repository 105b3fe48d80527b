using Atlas.Generator.Diagnostics;

namespace Atlas.Generator.Pipeline;

/// <summary>One source file to add.</summary>
internal sealed record EmittedFile(string HintName, string Text);

/// <summary>What the compile step hands on: values only.</summary>
internal sealed record CompileResult(EquatableArray<EmittedFile> Files, EquatableArray<DiagnosticInfo> Diagnostics)
{
    public static CompileResult Failed(params IEnumerable<DiagnosticInfo> diagnostics) => new(default, new([.. diagnostics]));
}
