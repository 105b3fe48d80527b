using Atlas.Compiler;
using Atlas.Compiler.Plan;
using Atlas.Generator.Diagnostics;
using Atlas.Generator.Emission;
using Atlas.Onnx;
using Microsoft.CodeAnalysis;

namespace Atlas.Generator.Pipeline;

/// <summary>A model's reference to its generated files: read, compile, emit.</summary>
internal static class CompileStep
{
    public static CompileResult Run(ModelReference reference, CancellationToken cancellation)
    {
        if (reference.Sha256.Length == 0)
        {
            return CompileResult.Failed(DiagnosticInfo.Create(AtlasDiagnostics.TargetsMissing, reference.Path));
        }

        if (reference.Clashes)
        {
            return CompileResult.Failed(DiagnosticInfo.Create(AtlasDiagnostics.ClassNameClash, reference.Path, reference.ClassName));
        }

        ModelOptions options = ModelOptions.Parse(reference);
        if (options.Faults.Count > 0)
        {
            return CompileResult.Failed(options.Faults);
        }

        try
        {
            if (ModelContent.Read(reference, out DiagnosticInfo? fault) is not { } content)
            {
                return CompileResult.Failed(fault!);
            }

            cancellation.ThrowIfCancellationRequested();
            ProofPlan plan = ModelCompiler.Compile(content.Model, name => content.External[name], reference.ClassName, options.Plan, cancellation);
            NamedKey? key = NamedKey.Read(reference, plan);
            var context = new EmissionContext(plan, reference, options.Emit, key, [.. content.External.Keys]);
            return new CompileResult(new(ModelEmitter.Emit(context)), new(key?.Fault is { } stale ? [stale] : []));
        }
        catch (AtlasModelException e)
        {
            DiagnosticDescriptor descriptor = e.NodeName is null ? AtlasDiagnostics.UnreadableModel : AtlasDiagnostics.UnsupportedNode;
            return CompileResult.Failed(DiagnosticInfo.Create(descriptor, reference.Path, e.Message));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Left to Roslyn this would be a warning without the model's name, followed by errors about missing classes.
            string frame = (e.StackTrace ?? "").Split('\n')[0].Trim();
            string failure = $"{e.GetType().Name}: {e.Message} {frame}";
            return CompileResult.Failed(DiagnosticInfo.Create(AtlasDiagnostics.CompilerFault, reference.Path, failure));
        }
    }
}
