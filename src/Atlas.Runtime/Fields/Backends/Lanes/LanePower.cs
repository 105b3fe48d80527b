using System.Runtime.CompilerServices;
using Atlas.Runtime.Arithmetic;

namespace Atlas.Runtime.Fields.Backends.Lanes;

/// <summary>One power of many elements, as many at a time as there are lanes.</summary>
internal sealed unsafe class LanePower<TUnit, TVector> : LaneArithmetic<TUnit, TVector, FqModulus>, IPowerKernel
    where TUnit : struct, IVectorUnit<TVector>
    where TVector : unmanaged
{
    private const int WindowBits = 4;

    private const int WindowSize = 1 << WindowBits;

    private readonly Scalar.PowerKernel rest = new();

    /// <summary>About one square a bit of the exponent, and a product every four.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Raise(Span<Fq> values, in UInt256 exponent)
    {
        var memory = stackalloc byte[AlignedStack.Bytes<LaneElements<TVector>>(WindowSize + 1)];
        var powers = AlignedStack.Align<LaneElements<TVector>>(memory);
        ref var result = ref powers[WindowSize];
        var i = 0;
        for (; i + Count <= values.Length; i += Count)
        {
            powers[0] = Constants->One;
            Load(in At<Fq>(values, i), out powers[1]);
            for (var k = 2; k < WindowSize; k++)
            {
                Multiply(in powers[1], in powers[k - 1], out powers[k]);
            }

            result = powers[0];
            for (var bit = 256 - WindowBits; bit >= 0; bit -= WindowBits)
            {
                for (var k = 0; k < WindowBits; k++)
                {
                    Square(in result, out result);
                }

                Multiply(in powers[(int)exponent.Bits(bit, WindowBits)], in result, out result);
            }

            Canonicalize(ref result);
            Store(in result, ref At<Fq>(values, i));
        }

        rest.Raise(values[i..], in exponent);
    }
}
