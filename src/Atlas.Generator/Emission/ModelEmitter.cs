using System.Collections.Immutable;
using Atlas.Generator.Emission.Classes;
using Atlas.Generator.Emission.Forward;
using Atlas.Generator.Emission.Relations;
using Atlas.Generator.Pipeline;

namespace Atlas.Generator.Emission;

/// <summary>A plan to source files.</summary>
internal static class ModelEmitter
{
    public static ImmutableArray<EmittedFile> Emit(EmissionContext context)
    {
        var files = ImmutableArray.CreateBuilder<EmittedFile>();
        Add("Model", ModelFile.Write(context));
        Add("Relations", RelationsFile.Write(context));
        Add("Verifier", VerifierFile.Write(context));
        if (context.EmitsProver)
        {
            Add("Forward", ForwardFile.Write(context));
            Add("Prover", ProverFile.Write(context));
            Add("Costs", CostsFile.Write(context));
        }

        return files.ToImmutable();

        void Add(string part, string text) => files.Add(new EmittedFile($"{context.Name}.{part}.g.cs", text));
    }
}
