using Atlas.Runtime.Fields;

namespace Atlas.Runtime.Proving;

/// <summary>
/// eq over the lowest k coordinates of s_e, for every k: all sites use the trailing coordinates of one point, so one set of tables serves all, and in
/// a round on variable k the table of the variables below it is the rest of the eq factor (Gruen, eprint 2024/108). Also the coordinates' inverses.
/// </summary>
internal sealed class ElementWeights
{
    private readonly Fr[][] _tables;
    private readonly Fr[] _coordinates;
    private readonly Fr[] _inverses;

    /// <param name="point">s_e of the longest site, big-endian.</param>
    public ElementWeights(ReadOnlySpan<Fr> point)
    {
        _coordinates = point.ToArray();
        Array.Reverse(_coordinates);
        _inverses = [.. _coordinates];
        Fr.BatchInvert(_inverses);
        _tables = new Fr[point.Length + 1][];
        _tables[0] = [Fr.One];
        for (int k = 0; k < point.Length; k++)
        {
            Fr[] below = _tables[k], table = _tables[k + 1] = new Fr[2 * below.Length];
            Span<Fr> high = table.AsSpan(below.Length);
            Kernels.MultiplyScalar(high, below, _coordinates[k]);
            Kernels.Subtract(table.AsSpan(0, below.Length), below, high);
        }
    }

    /// <summary>eq of the lowest <paramref name="variables"/> coordinates.</summary>
    public ReadOnlySpan<Fr> Table(int variables) => _tables[variables];

    /// <summary>Coordinate of the variable at this position from the lowest.</summary>
    public Fr Coordinate(int variable) => _coordinates[variable];

    /// <summary>Its inverse; zero for zero.</summary>
    public Fr Inverse(int variable) => _inverses[variable];
}
