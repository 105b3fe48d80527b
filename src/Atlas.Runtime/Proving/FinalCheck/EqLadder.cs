using System.Buffers;
using Atlas.Runtime.Fields;

namespace Atlas.Runtime.Proving;

/// <summary>Tables of eq over the lowest k coordinates of a point, for every k; one product a value, in pooled memory.</summary>
internal sealed class EqLadder : IDisposable
{
    /// <summary>The table of k variables lies at [2^k, 2^{k+1}).</summary>
    private Fr[] _tables;

    /// <param name="point">Big-endian.</param>
    public EqLadder(ReadOnlySpan<Fr> point)
    {
        _tables = ArrayPool<Fr>.Shared.Rent(2 << point.Length);
        _tables[1] = Fr.One;
        for (int k = 0; k < point.Length; k++)
        {
            int size = 1 << k;
            ReadOnlySpan<Fr> below = _tables.AsSpan(size, size);
            Span<Fr> low = _tables.AsSpan(2 * size, size), high = _tables.AsSpan(3 * size, size);
            Kernels.MultiplyScalar(high, below, point[^(k + 1)]);
            Kernels.Subtract(low, below, high);
        }
    }

    /// <summary>eq over the lowest <paramref name="variables"/> coordinates.</summary>
    public ReadOnlySpan<Fr> Table(int variables) => _tables.AsSpan(1 << variables, 1 << variables);

    public void Dispose()
    {
        ArrayPool<Fr>.Shared.Return(_tables);
        _tables = [];
    }
}
