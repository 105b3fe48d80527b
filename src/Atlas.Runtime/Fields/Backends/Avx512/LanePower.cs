using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Atlas.Runtime.Arithmetic;
using Field = Atlas.Runtime.Fields.Backends.Avx512.LaneField<Atlas.Runtime.Fields.FqModulus>;

namespace Atlas.Runtime.Fields.Backends.Avx512;

/// <summary>One power of many elements, eight at a time.</summary>
internal static unsafe class LanePower
{
    private const int WindowBits = 4;

    /// <summary>Replaces every element by its power; the length is a multiple of eight. About 1.25 products a bit of the exponent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Raise(Span<Fq> values, in UInt256 exponent)
    {
        var memory = stackalloc byte[AlignedStack.Bytes<Lanes>((1 << WindowBits) + 1)];
        var powers = AlignedStack.Align<Lanes>(memory);
        ref var result = ref powers[1 << WindowBits];
        for (var i = 0; i < values.Length; i += Lanes.Count)
        {
            ref var source = ref Unsafe.As<Fq, byte>(ref Unsafe.Add(ref MemoryMarshal.GetReference(values), i));
            powers[0] = Field.Broadcast(FqModulus.R);
            LaneMemory.Load(ref source, out powers[1]);
            for (var k = 2; k < 1 << WindowBits; k++)
            {
                Field.Multiply(in powers[1], in powers[k - 1], out powers[k]);
            }

            result = powers[0];
            for (var bit = 256 - WindowBits; bit >= 0; bit -= WindowBits)
            {
                for (var k = 0; k < WindowBits; k++)
                {
                    Field.Multiply(in result, in result, out result);
                }

                Field.Multiply(in powers[(int)exponent.Bits(bit, WindowBits)], in result, out result);
            }

            Field.Canonicalize(ref result);
            LaneMemory.Store(in result, ref source);
        }
    }
}
