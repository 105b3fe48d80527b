using System.Numerics;
using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;

namespace Atlas.Reference.Channels;

/// <summary>
/// A malicious prover: the honest prover with one hook that lies in one place, everything after it consistent with the lie. A hook that is null is honest.
/// </summary>
public sealed record Tamper
{
    public static Tamper None { get; } = new();

    /// <summary>Makes each local check hold by lying in the next message as well: pushes the lie down the walk.</summary>
    public bool Repair { get; init; }

    /// <summary>(tensor, padded table) → padded table, after the node has computed it.</summary>
    public Func<int, BigInteger[], BigInteger[]>? Tensor { get; init; }

    /// <summary>(advice tensor, cell, value) → value.</summary>
    public Func<int, int, BigInteger, BigInteger>? Advice { get; init; }

    /// <summary>(site, dense table) → dense table: any field value in any cell.</summary>
    public Func<int, Fr[], Fr[]>? OneHot { get; init; }

    /// <summary>(table node's output, values) → values that the prover looks up instead.</summary>
    public Func<int, BigInteger[], BigInteger[]>? TableValues { get; init; }

    /// <summary>(label, scalars) → scalars.</summary>
    public Func<string, Fr[], Fr[]>? Message { get; init; }

    /// <summary>(label, scalars, residual of the check that they go into) → scalars; only for messages that a check follows.</summary>
    public Func<string, Fr[], Func<Fr[], Fr>, Fr[]>? Checked { get; init; }

    /// <summary>(label, points) → points.</summary>
    public Func<string, G1Affine[], G1Affine[]>? Points { get; init; }

    /// <summary>The opening's folds f_0, f_1, ….</summary>
    public Func<Fr[][], Fr[][]>? Folds { get; init; }

    /// <summary>Cells of a committed constant polynomial that the prover uses in the final check and the opening.</summary>
    public Func<int, Fr[], Fr[]>? Polynomial { get; init; }

    public bool IsHonest => this == None;
}
