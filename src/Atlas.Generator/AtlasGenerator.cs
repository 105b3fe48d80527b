using System.Text;
using Atlas.Generator.Pipeline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Atlas.Generator;

/// <summary>
/// AtlasModel items to C#. Two steps: references (paths, digests, options: everything that decides the output), then compilation, which runs again
/// only when a reference changes.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class AtlasGenerator : IIncrementalGenerator
{
    /// <summary>Names of the steps, for tests of what is cached.</summary>
    public const string ReferenceStep = "Atlas.Reference", CompileStepName = "Atlas.Compile";

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<ModelReference> models = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, _) => ModelReferenceReader.Read(pair.Left, pair.Right))
            .Where(static reference => reference is not null)
            .Select(static (reference, _) => reference!);
        IncrementalValueProvider<EquatableArray<string>> clashing = models.Collect().Select(static (all, _) => Naming.Clashing(all));
        IncrementalValuesProvider<ModelReference> references = models
            .Combine(clashing)
            .Select(static (pair, _) => pair.Left with { Clashes = pair.Right.Contains(pair.Left.ClassName, StringComparer.OrdinalIgnoreCase) })
            .WithTrackingName(ReferenceStep);
        IncrementalValuesProvider<CompileResult> results = references
            .Select(static (reference, cancellation) => CompileStep.Run(reference, cancellation))
            .WithTrackingName(CompileStepName);

        context.RegisterSourceOutput(
            results.SelectMany(static (result, _) => result.Files.Items),
            static (output, file) => output.AddSource(file.HintName, SourceText.From(file.Text, Encoding.UTF8)));
        context.RegisterSourceOutput(
            results.SelectMany(static (result, _) => result.Diagnostics.Items),
            static (output, fault) => output.ReportDiagnostic(fault.ToDiagnostic()));
    }
}
