using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Atlas.Generator.Diagnostics;

/// <summary>All diagnostics of the generator; each has a page in docs/diagnostics.</summary>
internal static class AtlasDiagnostics
{
    public static readonly DiagnosticDescriptor UnreadableModel = Error("ATLAS001", "The model can't be read", "{0}");

    public static readonly DiagnosticDescriptor UnsupportedNode = Error("ATLAS002", "A node of the model isn't supported", "{0}");

    public static readonly DiagnosticDescriptor ChangedDuringBuild = Error(
        "ATLAS003",
        "The model changed during the build",
        "'{0}' changed during the build: its digest is {1}, the build began with {2}; build again");

    public static readonly DiagnosticDescriptor MissingExternalData = Error("ATLAS004", "External data of the model is missing", "{0}");

    public static readonly DiagnosticDescriptor InvalidOption = Error(
        "ATLAS005",
        "An option of the model is invalid",
        "The option {0} is '{1}'; {2}");

    public static readonly DiagnosticDescriptor ClassNameClash = Error(
        "ATLAS006",
        "Two models have one class name",
        "Another model of the project has the class name '{0}' too; set ClassName on one of the two AtlasModel items");

    public static readonly DiagnosticDescriptor TargetsMissing = Error(
        "ATLAS007",
        "The model has no digest",
        "The model has no digest: the package's JoltAtlas.targets did not run; list the file as AtlasModel, not as AdditionalFiles");

    public static readonly DiagnosticDescriptor MissingKey = Warning(
        "ATLAS009",
        "The verifying key is missing",
        "The verifying key '{0}' does not exist; {1}Verifier.Verify throws until it does; "
        + "write it with {1}ProvingKey.Setup().Verifying.Save(path)");

    public static readonly DiagnosticDescriptor StaleKey = Warning(
        "ATLAS010",
        "The verifying key is stale",
        "The verifying key '{0}' does not belong to the model as it is now: {1}; {2}Verifier.Verify throws until it is written again "
        + "with {2}ProvingKey.Setup().Verifying.Save(path)");

    public static readonly DiagnosticDescriptor CompilerFault = Error(
        "ATLAS011",
        "The compiler failed",
        "The compiler failed on this model, which is a fault of JoltAtlas: {0}; please report it with the model or its graph");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        UnreadableModel, UnsupportedNode, ChangedDuringBuild, MissingExternalData, InvalidOption,
        ClassNameClash, TargetsMissing, MissingKey, StaleKey, CompilerFault,
    ];

    /// <summary>Ids that the build task reports before the compiler runs.</summary>
    public static ImmutableArray<string> OfTheBuildTask { get; } = ["ATLAS001", "ATLAS004", "ATLAS005", "ATLAS008"];

    private static DiagnosticDescriptor Error(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Warning(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Create(string id, string title, string message, DiagnosticSeverity severity) =>
        new(id, title, message, "Atlas", severity, isEnabledByDefault: true);
}
