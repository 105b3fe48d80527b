using Atlas.Runtime.Lookups;
using Atlas.Runtime.Sumcheck;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Model;

/// <summary>What the integers of an input or output stand for.</summary>
public enum PortKind
{
    /// <summary>real = integer · 2^-ScaleBits.</summary>
    Real,

    /// <summary>Exact integers.</summary>
    Integer,

    /// <summary>Indices; negative ones count from the end and are normalised before hashing.</summary>
    Index,

    /// <summary>0 or 1.</summary>
    Boolean,
}

/// <summary>A public tensor: part of the statement. Its integers lie in [Low, High].</summary>
public sealed record Port(TensorInfo Tensor, string Name, PortKind Kind, int ScaleBits, long Low, long High);

/// <summary>Consecutive rows of a committed polynomial.</summary>
public readonly record struct RowRange(int Start, int Count);

/// <summary>A site's commitment: the rows of 2^w cells that hold a valid cell, the only ones that are sent.</summary>
public sealed class SiteCommitment(Site site, params RowRange[] ranges)
{
    public Site Site { get; } = site;

    /// <summary>Rows that are sent, ascending.</summary>
    public int[] Rows { get; } = [.. ranges.SelectMany(static range => Enumerable.Range(range.Start, range.Count))];
}

/// <summary>A committed polynomial of the verifying key: a weight, a packed polynomial of small constants, or a lookup table.</summary>
public sealed record CommittedPolynomial(string Name, int Variables)
{
    /// <summary>Rows of 2^w cells; all are in the key, a row of zeros as the identity.</summary>
    public int RowCount(int logWidth) => Variables > logWidth ? 1 << (Variables - logWidth) : 1;
}

/// <summary>Where a constant tensor lies: the polynomial's index and the aligned offset in it, in units of the tensor's padded size.</summary>
public sealed record ConstantSlot(TensorInfo Tensor, int Polynomial, int Block);

/// <summary>
/// Everything that prover and verifier know of a model, emitted as constants: the public part of the plan. Nothing of it is read from a proof.
/// </summary>
public sealed class CompiledModel
{
    public required string Name { get; init; }

    /// <summary>SHA-256 of the plan's canonical encoding, 64 hexadecimal digits.</summary>
    public required string PlanDigest { get; init; }

    /// <summary>w: commitments are made in rows of 2^w cells.</summary>
    public required int LogWidth { get; init; }

    /// <summary>Number of tensors: ids are below it.</summary>
    public required int TensorCount { get; init; }

    public required Port[] Inputs { get; init; }

    public required Port[] Outputs { get; init; }

    public required SiteCommitment[] Sites { get; init; }

    public required CommittedPolynomial[] Polynomials { get; init; }

    /// <summary>Constant tensors in plan order.</summary>
    public required ConstantSlot[] Constants { get; init; }

    /// <summary>Bytes of the proof's messages, after header and outputs.</summary>
    public required int MessageBytes { get; init; }

    /// <summary>One-hot ones of a proof.</summary>
    public required long Ones { get; init; }

    /// <summary>The walk from outputs to inputs, relation by relation.</summary>
    public required Action<Channel> Walk { get; init; }
}
