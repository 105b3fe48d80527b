using System.Buffers;

namespace Atlas.Runtime.Proving;

/// <summary>
/// Memory of a witness's tables. Those that would go to the large-object heap come from the shared pool and return to it with the witness, so that a proof after the first
/// allocates none of them.
/// </summary>
internal sealed class WitnessMemory : IDisposable
{
    /// <summary>Bytes from which on an array is pooled.</summary>
    private const int PooledBytes = 1 << 16;

    private readonly List<long[]> _cells = [];
    private readonly List<byte[]> _digits = [];

    /// <summary>Zeros; the length is a power of two, which is what the pool gives exactly.</summary>
    public long[] Cells(int length)
    {
        if (length < PooledBytes / sizeof(long))
        {
            return new long[length];
        }

        long[] cells = ArrayPool<long>.Shared.Rent(length);
        _cells.Add(cells);
        if (cells.Length != length)
        {
            throw new InvalidOperationException($"The pool gives {cells.Length} cells for {length}.");
        }

        Array.Clear(cells);
        return cells;
    }

    /// <summary>At least <paramref name="length"/> bytes, with arbitrary contents.</summary>
    public byte[] Digits(int length)
    {
        if (length < PooledBytes)
        {
            return new byte[length];
        }

        byte[] digits = ArrayPool<byte>.Shared.Rent(length);
        _digits.Add(digits);
        return digits;
    }

    public void Dispose()
    {
        _cells.ForEach(static cells => ArrayPool<long>.Shared.Return(cells));
        _digits.ForEach(static digits => ArrayPool<byte>.Shared.Return(digits));
        _cells.Clear();
        _digits.Clear();
    }
}
