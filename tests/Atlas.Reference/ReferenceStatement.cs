using System.Numerics;
using Atlas.Compiler.Plan;
using Atlas.Reference.Channels;

namespace Atlas.Reference;

/// <summary>
/// What a proof is about: context, and the integers of every input and output over its true shape, row-major, in the order of the plan's ports (docs/protocol.md §2).
/// </summary>
public sealed record ReferenceStatement(byte[] Context, BigInteger[][] Inputs, BigInteger[][] Outputs)
{
    /// <summary>Negative indices count from the end: the integers as they are hashed.</summary>
    public static BigInteger[][] Normalise(ProofPlan plan, BigInteger[][] inputs) =>
        [.. plan.Inputs.Zip(inputs, (port, values) => plan.Tensors[port.Tensor].Kind == TensorKind.Index
            ? [.. values.Select(v => v.Sign < 0 ? v + plan.Tensors[port.Tensor].Range.High + 1 : v)]
            : values)];

    public void Absorb(ReferenceTranscript transcript, ReferenceModel model, byte[] version, byte[] keyDigest)
    {
        transcript.Absorb(1, "version", version);
        transcript.Absorb(2, "verifying-key", keyDigest);
        transcript.Absorb(1, "context", Context);
        foreach ((PlanPort port, BigInteger[] values) in model.Plan.Inputs.Zip(Inputs))
        {
            transcript.AbsorbTensor($"input.{port.Name}", model.Shapes[port.Tensor], values, Width(model, port));
        }

        foreach ((PlanPort port, BigInteger[] values) in model.Plan.Outputs.Zip(Outputs))
        {
            transcript.AbsorbTensor($"output.{port.Name}", model.Shapes[port.Tensor], values, Width(model, port));
        }
    }

    /// <summary>Lengths and declared intervals.</summary>
    public void Check(Context context)
    {
        var ports = context.Model.Plan.Inputs.Zip(Inputs).Select(static p => ("input", p.First, p.Second))
            .Concat(context.Model.Plan.Outputs.Zip(Outputs).Select(static p => ("output", p.First, p.Second)));
        foreach ((string kind, PlanPort port, BigInteger[] values) in ports)
        {
            Interval range = context.Model.Plan.Tensors[port.Tensor].Range;
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
