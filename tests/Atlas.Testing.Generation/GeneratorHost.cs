using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Atlas.Testing.Generation;

/// <summary>The compiler's driver of the generator, in memory, and the compilations that it runs on.</summary>
public static class GeneratorHost
{
    private static readonly CSharpParseOptions Parse = new(LanguageVersion.Latest, DocumentationMode.Diagnose);

    // As the package's targets have it: a missing or stale key is never an error.
    private static readonly Dictionary<string, ReportDiagnostic> KeyWarnings = new() { ["ATLAS009"] = ReportDiagnostic.Warn, ["ATLAS010"] = ReportDiagnostic.Warn };

    private static readonly Lazy<ImmutableArray<MetadataReference>> Platform = new(static () =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "mscorlib.dll" or "netstandard.dll")
            .Select(static path => (MetadataReference)MetadataReference.CreateFromFile(path))]);

    /// <summary>What a verifier's project references: the framework, Atlas.Runtime, Atlas.Verifying.</summary>
    public static ImmutableArray<MetadataReference> VerifierReferences =>
        [.. Platform.Value, Reference(typeof(Runtime.AtlasException)), Reference(typeof(Verifying.ModelVerifier))];

    /// <summary>What a prover's project references: the ceremony, too.</summary>
    public static ImmutableArray<MetadataReference> ProverReferences => [.. VerifierReferences, Reference(typeof(Ceremony.Ignition))];

    public static GeneratorDriver Driver(IEnumerable<AdditionalText> files, AnalyzerConfigOptionsProvider options) => CSharpGeneratorDriver.Create(
        [new Generator.AtlasGenerator().AsSourceGenerator()],
        files,
        Parse,
        options,
        new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>A library with all warnings as errors.</summary>
    public static CSharpCompilation Compilation(string name, ImmutableArray<MetadataReference> references, params IEnumerable<string> sources) => CSharpCompilation.Create(
        name,
        sources.Select(static (text, i) => CSharpSyntaxTree.ParseText(text, Parse, path: $"file{i}.cs")),
        references,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, generalDiagnosticOption: ReportDiagnostic.Error, warningLevel: 9999,
            nullableContextOptions: NullableContextOptions.Enable,
            specificDiagnosticOptions: KeyWarnings));

    private static PortableExecutableReference Reference(Type type) => MetadataReference.CreateFromFile(type.Assembly.Location);
}
