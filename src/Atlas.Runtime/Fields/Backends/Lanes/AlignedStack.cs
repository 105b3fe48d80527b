using System.Runtime.CompilerServices;

namespace Atlas.Runtime.Fields.Backends.Lanes;

/// <summary>Room for vectors on the stack, aligned by hand because the run time aligns frames to 16 bytes only.</summary>
internal static class AlignedStack
{
    /// <summary>Bytes to allocate for count values.</summary>
    public static int Bytes<T>(int count = 1)
        where T : unmanaged => (count * Unsafe.SizeOf<T>()) + Limbs.Alignment;

    /// <summary>The first aligned address in memory from the stack, which nothing moves. The content is arbitrary.</summary>
    public static unsafe T* Align<T>(byte* memory)
        where T : unmanaged => (T*)(((nuint)memory + Limbs.Alignment - 1) & ~(nuint)(Limbs.Alignment - 1));
}
