using System.Collections.Immutable;
using Atlas.Compiler.Building;
using Atlas.Compiler.Plan;

namespace Atlas.Compiler.Costs;

/// <summary>
/// The commitment width: a wide one makes the opening slow (three multi-scalar multiplications of 2^w terms), a narrow one makes many rows, which cost proof bytes and
/// verifier time.
/// </summary>
internal static class WidthChoice
{
    private const int Narrowest = 12;

    // Seconds, one core: an opening at w = 15 (it halves with each step down), and a row decoded and multiplied by the verifier.
    private const double OpeningAt15 = 0.135, Row = 35e-6;

    public static (CommitmentLayout Layout, CostReport Cost) Choose(PlanBuilder plan, ImmutableArray<ImmutableArray<int>> levels, PlanOptions options)
    {
        if (options.CommitmentWidth != 0)
        {
            return At(options.CommitmentWidth);
        }

        int best = Narrowest;
        double least = double.PositiveInfinity;
        for (int w = Narrowest; w <= options.MaximumCommitmentWidth; w++)
        {
            CommitmentLayout layout = CommitmentPlanner.Lay(plan.Tensors, plan.Sites, plan.Constants, w);
            double seconds = OpeningAt15 * WeightScale.PowerOfTwo(w - 15) + Row * (layout.Sites.Sum(static s => s.Rows.Length) + layout.Polynomials.Sum(layout.RowsOf));
            if (seconds < least)
            {
                (best, least) = (w, seconds);
            }
        }

        return At(best);

        (CommitmentLayout, CostReport) At(int w)
        {
            CommitmentLayout layout = CommitmentPlanner.Lay(plan.Tensors, plan.Sites, plan.Constants, w);
            return (layout, PlanWalk.Run(plan, levels, layout));
        }
    }
}
