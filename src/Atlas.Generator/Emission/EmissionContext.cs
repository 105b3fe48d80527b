using System.Collections.Immutable;
using Atlas.Compiler.Plan;
using Atlas.Generator.Pipeline;

namespace Atlas.Generator.Emission;

/// <summary>What one model's files are written from. <paramref name="ExternalFiles"/>: names of its external data files in ordinal order.</summary>
internal sealed record EmissionContext(ProofPlan Plan, ModelReference Reference, EmitParts Parts, NamedKey? Key, ImmutableArray<string> ExternalFiles)
{
    /// <summary>The plan's digest, computed once: it takes as long as emission.</summary>
    public string PlanDigest { get; } = Plan.Digest;

    /// <summary>Prefix of the generated classes.</summary>
    public string Name => Reference.ClassName;

    /// <summary>Namespace of the public classes.</summary>
    public string Namespace => Reference.Namespace;

    /// <summary>
    /// Namespace of the compiled model's internals. Their using directives stand inside of it, so that no type of the project's own namespace hides
    /// one of the runtime's.
    /// </summary>
    public string CompiledNamespace => Namespace + ".Compiled";

    public PlanNames Names { get; } = new(Plan);

    public bool EmitsProver => Parts == EmitParts.All;
}
