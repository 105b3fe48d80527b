using Atlas.Generator.Pipeline;
using Microsoft.CodeAnalysis;

namespace Atlas.Generator.Diagnostics;

/// <summary>A diagnostic on a model file as a value: the descriptor's id and the message's arguments.</summary>
internal sealed record DiagnosticInfo(string Id, string Path, EquatableArray<string> Arguments)
{
    public static DiagnosticInfo Create(DiagnosticDescriptor descriptor, string path, params string[] arguments) =>
        new(descriptor.Id, path, new([.. arguments]));

    public Diagnostic ToDiagnostic()
    {
        DiagnosticDescriptor descriptor = AtlasDiagnostics.All.Single(d => d.Id == Id);
        return Diagnostic.Create(descriptor, Location.Create(Path, default, default), [.. Arguments]);
    }
}
