using Atlas.Runtime.Fields;

namespace Atlas.Runtime.Proving;

/// <summary>
/// 32 field elements that are computed on side by side by the vector kernels: what an emitted sum is evaluated on. A value is a place in its thread's
/// arena; results of operators live until the arena is released.
/// </summary>
internal readonly struct FieldBlock : IFrAlgebra<FieldBlock>
{
    /// <summary>Enough to fill vectors, few enough for all blocks of a sum to stay in the first-level cache.</summary>
    public const int Length = 32;

    private readonly Arena _arena;
    private readonly int _start;

    private FieldBlock(Arena arena, int start)
    {
        _arena = arena;
        _start = start;
    }

    public Span<Fr> Span => _arena.Memory.AsSpan(_start, Length);

    public static FieldBlock operator +(in FieldBlock a, in FieldBlock b)
    {
        FieldBlock result = a._arena.Next();
        Kernels.Add(result.Span, a.Span, b.Span);
        return result;
    }

    public static FieldBlock operator -(in FieldBlock a, in FieldBlock b)
    {
        FieldBlock result = a._arena.Next();
        Kernels.Subtract(result.Span, a.Span, b.Span);
        return result;
    }

    public static FieldBlock operator -(in FieldBlock a)
    {
        FieldBlock result = a._arena.Next();
        result.Span.Clear();
        Kernels.Subtract(result.Span, result.Span, a.Span);
        return result;
    }

    public static FieldBlock operator *(in FieldBlock a, in FieldBlock b)
    {
        FieldBlock result = a._arena.Next();
        Kernels.Multiply(result.Span, a.Span, b.Span);
        return result;
    }

    public static FieldBlock Scale(in Fr k, in FieldBlock a)
    {
        FieldBlock result = a._arena.Next();
        Kernels.MultiplyScalar(result.Span, a.Span, k);
        return result;
    }

    /// <summary>Memory of one thread's blocks, taken and given back in the order of a stack.</summary>
    internal sealed class Arena
    {
        [ThreadStatic]
        private static Arena? s_current;

        private int _used;

        public static Arena OfThread => s_current ??= new Arena();

        /// <summary>Grows by whole blocks; blocks are found by position, so they survive it.</summary>
        public Fr[] Memory { get; private set; } = new Fr[32 * Length];

        /// <summary>How much is in use, to be given to <see cref="Release"/>.</summary>
        public int Mark => _used;

        public FieldBlock Next()
        {
            if (_used + Length > Memory.Length)
            {
                Fr[] larger = new Fr[2 * Memory.Length];
                Memory.CopyTo(larger, 0);
                Memory = larger;
            }

            var block = new FieldBlock(this, _used);
            _used += Length;
            return block;
        }

        public void Release(int mark) => _used = mark;
    }
}
