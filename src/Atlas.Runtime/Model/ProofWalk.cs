using Atlas.Runtime.Commitments;
using Atlas.Runtime.Fields;
using Atlas.Runtime.FinalCheck;
using Atlas.Runtime.Polynomials;
using Atlas.Runtime.Sumcheck;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Model;

/// <summary>The stages of a proof, as they are timed and reported.</summary>
public enum ProofStage
{
    Walk,
    FinalCheck,
    Opening,
}

/// <summary>
/// Everything after the commitments, on either end: output claims, relations from outputs to inputs, input checks, final check, opening (docs/protocol.md §5, §7, §8).
/// </summary>
public static class ProofWalk
{
    /// <param name="stage">Called when a stage begins; the previous one has ended.</param>
    public static void Run(Channel channel, CompiledModel model, Action<ProofStage>? stage = null)
    {
        stage?.Invoke(ProofStage.Walk);
        for (int i = 0; i < model.Outputs.Length; i++)
        {
            TensorInfo output = model.Outputs[i].Tensor;
            Point tau = channel.Challenges(output.Variables);
            channel.Claim(output, tau, Evaluate(output, channel.Output(i), tau));
        }

        model.Walk(channel);
        foreach (Port input in model.Inputs)
        {
            foreach (Claim claim in channel.Take(input.Tensor))
            {
                channel.Check($"input {input.Name}", Evaluate(input.Tensor, channel.Input(input.Tensor), claim.Point), claim.Value);
            }
        }

        if (channel.HasFailed)
        {
            return;
        }

        List<ConstantClaim> constants = TakeConstants(channel, model);
        channel.RequireAllTaken();
        if (model.Sites.Length == 0 && constants.Count == 0)
        {
            return;
        }

        stage?.Invoke(ProofStage.FinalCheck);
        var statement = FinalCheckStatement.Create(channel, model, constants);
        (Fr[] rho, Fr[] values) = statement.Run(channel);
        stage?.Invoke(ProofStage.Opening);
        Opening.Run(channel, model, statement.Members, rho, values);
    }

    private static List<ConstantClaim> TakeConstants(Channel channel, CompiledModel model)
    {
        var constants = new List<ConstantClaim>();
        foreach (ConstantSlot slot in model.Constants)
        {
            int leading = model.Polynomials[slot.Polynomial].Variables - slot.Tensor.Variables;
            foreach (Claim claim in channel.Take(slot.Tensor))
            {
                var point = new Fr[leading + claim.Point.Length];
                for (int i = 0; i < leading; i++)
                {
                    point[i] = ((slot.Block >> (leading - 1 - i)) & 1) != 0 ? Fr.One : Fr.Zero;
                }

                claim.Point.Coordinates.CopyTo(point.AsSpan(leading));
                constants.Add(new ConstantClaim(slot.Polynomial, point, claim.Value));
            }
        }

        return constants;
    }

    /// <summary>The extension of a public tensor at a point, from the statement alone.</summary>
    private static Fr Evaluate(TensorInfo tensor, ReadOnlySpan<long> values, Point point)
    {
        // Weights of the trailing variables apart from those of the leading ones: cells of one leading index are neighbours.
        int trailing = Math.Min(8, point.Length);
        Fr[] outer = Multilinear.EqTable(point.Coordinates[..^trailing]), inner = Multilinear.EqTable(point.Coordinates[^trailing..]);
        Fr total = Fr.Zero;
        var sum = new FrAccumulator();
        int row = 0;
        foreach (int cell in tensor.Box())
        {
            if (cell >> trailing != row)
            {
                total += outer[row] * sum.Reduce();
                sum = new FrAccumulator();
                row = cell >> trailing;
            }

            sum.AddProduct(inner[cell & (inner.Length - 1)], values[cell]);
        }

        return total + (outer[row] * sum.Reduce());
    }
}
