using System.Collections.Immutable;
using Atlas.Compiler.Building;
using Atlas.Compiler.Plan;

namespace Atlas.Compiler.Costs;

/// <summary>
/// The commitment width: a wide one makes the opening slow (three multi-scalar multiplications of 2^w terms), a narrow one makes many rows, which cost proof bytes and
/// verifier time. What is least is the prover's time plus the verifier's plus what the bytes of the rows weigh.
/// </summary>
internal static class WidthChoice
{
    private const int Narrowest = 10;

    // What a byte weighs, in nanoseconds: as long as it takes at one megabyte a second. A verification weighs as much as a proof.
    private const double Byte = 1000;

    private const int BytesOfPoint = 32;

    public static (CommitmentLayout Layout, CostReport Cost) Choose(PlanBuilder plan, ImmutableArray<ImmutableArray<int>> levels, PlanOptions options)
    {
        int width = options.CommitmentWidth != 0 ? options.CommitmentWidth
            : Enumerable.Range(Narrowest, options.MaximumCommitmentWidth - Narrowest + 1).OrderBy(w => Weight(plan, w)).First();
        CommitmentLayout layout = CommitmentPlanner.Lay(plan.Tensors, plan.Sites, plan.Constants, width);
        return (layout, PlanWalk.Run(plan, levels, layout));
    }

    /// <summary>Nanoseconds of what depends on the width.</summary>
    private static double Weight(PlanBuilder plan, int width)
    {
        CommitmentLayout layout = CommitmentPlanner.Lay(plan.Tensors, plan.Sites, plan.Constants, width);
        var costs = new StageCosts(Primitives.Reference, plan.Tensors, plan.Sites);
        int sent = layout.Sites.Sum(static s => s.Rows.Length), inKey = layout.Polynomials.Sum(layout.RowsOf);
        return costs.Opening(width) + costs.Verifier(sent + inKey, messages: 0) + (sent * BytesOfPoint * Byte);
    }
}
