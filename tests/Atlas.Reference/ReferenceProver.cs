using System.Numerics;
using Atlas.Compiler.Plan;
using Atlas.Reference.Channels;
using Atlas.Reference.Relations;

namespace Atlas.Reference;

/// <summary>Integers of all tensors, outputs over their true shapes, the messages in order and the bytes that follow header and outputs in a proof.</summary>
public sealed record ReferenceProof(Witness Witness, ReferenceStatement Statement, IReadOnlyList<LoggedMessage> Messages, byte[] Body)
{
    /// <summary>Sites that were linked.</summary>
    public required IReadOnlyList<int> Links { get; init; }
}

/// <summary>
/// A slow and obvious prover of a plan: dense tables everywhere, nothing shared with the fast one but field, curve, MSM and SRS. The oracle for generated code, and with a
/// <see cref="Tamper"/> the malicious prover of the soundness tests.
/// </summary>
public static class ReferenceProver
{
    /// <summary>Executes the plan on integers: inputs over their true shapes, row-major, in the plan's order.</summary>
    public static Witness Execute(ReferenceModel model, BigInteger[][] inputs, Tamper? tamper = null)
    {
        var witness = new Witness(model, tamper ?? Tamper.None);
        foreach ((PlanPort port, BigInteger[] values) in model.Plan.Inputs.Zip(ReferenceStatement.Normalise(model.Plan, inputs)))
        {
            witness.Set(port.Tensor, model.Pad(port.Tensor, values));
        }

        foreach (Node node in model.Nodes)
        {
            node.Execute(witness);
        }

        return witness;
    }

    /// <param name="claimedOutputs">What a malicious prover writes into the statement instead of the witness's outputs.</param>
    /// <param name="transcript">A fresh transcript; tests pass one that forgets to absorb.</param>
    public static ReferenceProof Prove(
        ReferenceModel model,
        ReferenceKey key,
        BigInteger[][] inputs,
        byte[]? context = null,
        Tamper? tamper = null,
        BigInteger[][]? claimedOutputs = null,
        ReferenceTranscript? transcript = null)
    {
        Witness witness = Execute(model, inputs, tamper);
        var statement = new ReferenceStatement(
            context ?? [],
            ReferenceStatement.Normalise(model.Plan, inputs),
            claimedOutputs ?? [.. model.Plan.Outputs.Select(port => model.Unpad(port.Tensor, witness[port.Tensor]))]);
        var prover = new ProverContext(witness, transcript ?? new ReferenceTranscript());
        statement.Check(prover);
        statement.Absorb(prover.Transcript, model, key.Version, key.Digest);
        ReferenceWalk.Run(prover, key, statement);
        return new ReferenceProof(witness, statement, prover.Log, prover.Bytes) { Links = prover.Links };
    }
}
