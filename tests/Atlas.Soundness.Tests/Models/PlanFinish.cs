using System.Collections.Immutable;
using Atlas.Compiler.Building;
using Atlas.Compiler.Costs;
using Atlas.Compiler.Plan;

namespace Atlas.Soundness.Tests.Models;

/// <summary>From a builder to a plan, as the compiler's last passes do it.</summary>
internal static class PlanFinish
{
    public static ProofPlan Finish(this PlanBuilder builder, string name, int logWidth)
    {
        ImmutableArray<ImmutableArray<int>> levels = PlanLevels.Of(builder.Nodes);
        CommitmentLayout layout = CommitmentPlanner.Lay(builder.Tensors, builder.Sites, builder.Constants, logWidth);
        CostReport cost = PlanWalk.Run(builder, levels, layout);
        return new ProofPlan(
            name,
            new string('0', 64),
            18,
            new PlanOptions { CommitmentWidth = logWidth },
            [.. builder.Tensors],
            [.. builder.Inputs],
            [.. builder.Outputs],
            [.. builder.Constants],
            [.. builder.Sites],
            [.. builder.Nodes],
            levels,
            layout,
            cost);
    }
}
