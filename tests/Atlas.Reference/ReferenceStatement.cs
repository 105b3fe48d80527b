using System.Numerics;
using Atlas.Compiler.Plan;
using Atlas.Reference.Channels;

namespace Atlas.Reference;

/// <summary>
/// What a proof is about: context, and the integers of every input and output over its true shape, row-major (docs/protocol.md §2). Tensor ids are the plan's.
/// </summary>
public sealed record ReferenceStatement(byte[] Context, IReadOnlyDictionary<int, BigInteger[]> Inputs, IReadOnlyDictionary<int, BigInteger[]> Outputs)
{
    /// <summary>Negative indices count from the end: the integers as they are hashed.</summary>
    public static IReadOnlyDictionary<int, BigInteger[]> Normalise(ProofPlan plan, IReadOnlyDictionary<int, BigInteger[]> inputs) =>
        inputs.ToDictionary(static i => i.Key, i => plan.Tensors[i.Key].Kind == TensorKind.Index
            ? i.Value.Select(v => v.Sign < 0 ? v + plan.Tensors[i.Key].Range.High + 1 : v).ToArray()
            : i.Value);

    public void Absorb(ReferenceTranscript transcript, ReferenceModel model, byte[] version, byte[] keyDigest)
    {
        transcript.Absorb(1, "version", version);
        transcript.Absorb(2, "verifying-key", keyDigest);
        transcript.Absorb(1, "context", Context);
        foreach (PlanPort port in model.Plan.Inputs)
        {
            transcript.AbsorbTensor($"input.{port.Name}", model.Shapes[port.Tensor], Inputs[port.Tensor], Width(model, port));
        }

        foreach (PlanPort port in model.Plan.Outputs)
        {
            transcript.AbsorbTensor($"output.{port.Name}", model.Shapes[port.Tensor], Outputs[port.Tensor], Width(model, port));
        }
    }

    /// <summary>Lengths and declared intervals.</summary>
    public void Check(Context context)
    {
        foreach ((string kind, PlanPort port, IReadOnlyDictionary<int, BigInteger[]> given) in context.Model.Plan.Inputs
            .Select(port => ("input", port, Inputs)).Concat(context.Model.Plan.Outputs.Select(port => ("output", port, Outputs))))
        {
            Interval range = context.Model.Plan.Tensors[port.Tensor].Range;
            BigInteger[] values = given[port.Tensor];
            bool holds = values.Length == context.Model.Shapes[port.Tensor].Box().Count() && Array.TrueForAll(values, v => range.Low <= v && v <= range.High);
            context.Check($"statement: {kind} {port.Name}", holds);
        }
    }

    private static int Width(ReferenceModel model, PlanPort port)
    {
        Interval range = model.Plan.Tensors[port.Tensor].Range;
        return long.MinValue <= range.Low && range.High <= long.MaxValue ? 8 : 16;
    }
}
