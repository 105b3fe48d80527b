using System.Numerics;
using Atlas.Compiler.Plan;
using Atlas.Reference.Channels;
using Atlas.Reference.Mathematics;
using Atlas.Reference.Opening;
using Atlas.Reference.Relations;
using Atlas.Reference.Sumcheck;
using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;

namespace Atlas.Reference;

/// <summary>Commitments, output claims, relations from outputs to inputs, final check, opening: both ends (docs/protocol.md §5).</summary>
internal static class ReferenceWalk
{
    public static void Run(Context context, ReferenceKey key, ReferenceStatement statement)
    {
        ReferenceModel model = context.Model;
        foreach ((PlanPort port, BigInteger[] values) in model.Plan.Inputs.Zip(statement.Inputs))
        {
            context.Inputs[port.Tensor] = model.Pad(port.Tensor, values);
        }

        foreach (SiteTable site in model.Sites)
        {
            ReadCommitments(context, key, site);
        }

        foreach ((PlanPort port, BigInteger[] values) in model.Plan.Outputs.Zip(statement.Outputs))
        {
            Coordinate[] tau = context.Challenges($"output.t{port.Tensor}.tau", model.Shapes[port.Tensor].Variables);
            Fr[] table = [.. model.Pad(port.Tensor, values).Select(Fr.FromBigInteger)];
            context.Claim(port.Tensor, tau, Mle.Evaluate(table, tau.Values()));
        }

        foreach (Node[] level in model.Levels)
        {
            List<Claim>[] claims = [.. level.Select(node => context.Take(node.Output))];
            Batch.RunLevel(context, level.Select((node, i) => node.Visit(context, claims[i])));
        }

        CheckInputs(context);
        List<ConstantClaim> constants =
            [.. model.Plan.Constants.SelectMany(c => context.Take(c.Tensor).Select(claim => model.Place(c.Tensor, claim)))];
        context.RequireAllTaken();
        if (FinalCheck.Run(context, key.Polynomials, constants) is { } final)
        {
            new HyperKzg(context, key.Srs, model.LogWidth, final).Run();
        }
    }

    private static void ReadCommitments(Context context, ReferenceKey key, SiteTable site)
    {
        int width = context.Model.LogWidth;
        int[] rows = site.Rows(width);
        G1Affine[] points = context.Commitments(
            $"one-hot.{site.Label}", rows.Length, witness => RowCommitter.CommitRows(key.Srs, witness.OneHot(site.Id), width, rows));
        context.Check($"{site.Label}: identity row", !points.Any(static p => p.IsInfinity));
        context.Rows[site.Id] = rows.Zip(points).ToDictionary(static r => r.First, static r => r.Second);
    }

    private static void CheckInputs(Context context)
    {
        foreach (PlanPort port in context.Model.Plan.Inputs)
        {
            Fr[] table = [.. context.Inputs[port.Tensor].Select(Fr.FromBigInteger)];
            foreach (Claim claim in context.Take(port.Tensor))
            {
                context.Check($"input {port.Name}", Mle.Evaluate(table, claim.Point.Values()) == claim.Value);
            }
        }
    }
}
