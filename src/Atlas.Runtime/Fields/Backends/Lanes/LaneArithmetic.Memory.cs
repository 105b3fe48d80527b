using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Atlas.Runtime.Fields.Backends.Lanes;

/// <summary>Between memory, where an element is four 64-bit words, and lanes. No kernel cares which lane an element takes.</summary>
internal abstract unsafe partial class LaneArithmetic<TUnit, TVector, TModulus>
{
    /// <summary>Loads consecutive elements, one a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static void Load(ref readonly byte source, out LaneElements<TVector> lanes)
    {
        TUnit.LoadWords(in source, out var w0, out var w1, out var w2, out var w3);
        Split(w0, w1, w2, w3, out lanes);
    }

    /// <summary>Loads elements from source plus a byte offset each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static void Gather(ref readonly byte source, nuint* offsets, out LaneElements<TVector> lanes)
    {
        TUnit.GatherWords(in source, offsets, out var w0, out var w1, out var w2, out var w3);
        Split(w0, w1, w2, w3, out lanes);
    }

    /// <summary>Stores canonical elements where <see cref="Load"/> would find them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static void Store(in LaneElements<TVector> lanes, ref byte destination)
    {
        Join(in lanes, out var w0, out var w1, out var w2, out var w3);
        TUnit.StoreWords(ref destination, w0, w1, w2, w3);
    }

    /// <summary>Stores canonical elements where <see cref="Gather"/> would find them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static void Scatter(in LaneElements<TVector> lanes, ref byte destination, nuint* offsets)
    {
        Join(in lanes, out var w0, out var w1, out var w2, out var w3);
        TUnit.ScatterWords(ref destination, offsets, w0, w1, w2, w3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static ref byte At<T>(ReadOnlySpan<T> span, int index)
        where T : unmanaged => ref Unsafe.As<T, byte>(ref Unsafe.Add(ref MemoryMarshal.GetReference(span), index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Split(TVector w0, TVector w1, TVector w2, TVector w3, out LaneElements<TVector> lanes)
    {
        lanes.L0 = TUnit.Low(w0);
        lanes.L1 = TUnit.Bits(w0, 29);
        lanes.L2 = TUnit.Bits(w0, w1, 58);
        lanes.L3 = TUnit.Bits(w1, 23);
        lanes.L4 = TUnit.Bits(w1, w2, 52);
        lanes.L5 = TUnit.Bits(w2, 17);
        lanes.L6 = TUnit.Bits(w2, w3, 46);
        lanes.L7 = TUnit.Bits(w3, 11);
        lanes.L8 = TUnit.Bits(w3, 40);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Join(in LaneElements<TVector> lanes, out TVector w0, out TVector w1, out TVector w2, out TVector w3)
    {
        w0 = TUnit.OrShifted(TUnit.OrShifted(lanes.L0, lanes.L1, 29), lanes.L2, 58);
        w1 = TUnit.OrShifted(TUnit.OrShifted(lanes.L2, 6, lanes.L3, 23), lanes.L4, 52);
        w2 = TUnit.OrShifted(TUnit.OrShifted(lanes.L4, 12, lanes.L5, 17), lanes.L6, 46);
        w3 = TUnit.OrShifted(TUnit.OrShifted(lanes.L6, 18, lanes.L7, 11), lanes.L8, 40);
    }
}
