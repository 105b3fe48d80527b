using Atlas.Runtime.Sumcheck;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Relations;

/// <summary>
/// A relation of docs/protocol.md §6: turns claims on its output into claims on its operands. One description for prover and verifier: it runs on either end of a <see cref="Channel"/>.
/// </summary>
public abstract class Relation(TensorInfo output)
{
    public TensorInfo Output { get; } = output;

    /// <summary>Name in labels: the output's.</summary>
    public string Label => Output.Label;

    /// <summary>
    /// Yields each sum twice: first to have it run, then, with its end value set, to have it checked. Claims on the operands follow.
    /// </summary>
    public abstract IEnumerable<Sum> Reduce(Channel channel, IReadOnlyList<Claim> claims);
}
