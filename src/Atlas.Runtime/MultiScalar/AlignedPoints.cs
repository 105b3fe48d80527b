using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Atlas.Runtime.Curves;

namespace Atlas.Runtime.MultiScalar;

/// <summary>
/// A large table of points, each in one cache line of its own: a lookup is one line instead of two. The garbage collector doesn't move it.
/// </summary>
internal sealed class AlignedPoints
{
    private const int CacheLine = 64;

    private readonly byte[] _memory;
    private readonly int _start;
    private readonly int _length;

    /// <param name="count">Points; they are not initialised.</param>
    public unsafe AlignedPoints(int count)
    {
        _length = checked(count * G1Affine.UncompressedBytes);
        _memory = GC.AllocateUninitializedArray<byte>(_length + CacheLine, pinned: true);
        _start = (int)(-(nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_memory)) & (CacheLine - 1));
    }

    public Span<G1Affine> Span => MemoryMarshal.Cast<byte, G1Affine>(_memory.AsSpan(_start, _length));
}
