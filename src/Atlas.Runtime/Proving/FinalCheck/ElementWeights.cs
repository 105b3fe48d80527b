using Atlas.Runtime.Fields;

namespace Atlas.Runtime.Proving;

/// <summary>
/// eq over the lowest k coordinates of s_e, for every k: all sites use the trailing coordinates of one point, so one set of tables serves all, and in
/// a round on variable k the table of the variables below it is the rest of the eq factor (Gruen, eprint 2024/108). Also the coordinates' inverses.
/// </summary>
internal sealed class ElementWeights : IDisposable
{
    private readonly EqLadder _tables;
    private readonly Fr[] _coordinates;
    private readonly Fr[] _inverses;

    /// <param name="point">s_e of the longest site, big-endian.</param>
    public ElementWeights(ReadOnlySpan<Fr> point)
    {
        _tables = new EqLadder(point);
        _coordinates = point.ToArray();
        Array.Reverse(_coordinates);
        _inverses = [.. _coordinates];
        Fr.BatchInvert(_inverses);
    }

    /// <summary>eq of the lowest <paramref name="variables"/> coordinates.</summary>
    public ReadOnlySpan<Fr> Table(int variables) => _tables.Table(variables);

    /// <summary>Coordinate of the variable at this position from the lowest.</summary>
    public Fr Coordinate(int variable) => _coordinates[variable];

    /// <summary>Its inverse; zero for zero.</summary>
    public Fr Inverse(int variable) => _inverses[variable];

    public void Dispose() => _tables.Dispose();
}
