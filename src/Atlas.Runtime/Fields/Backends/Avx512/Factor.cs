using System.Runtime.Intrinsics;
using Atlas.Runtime.Arithmetic;

namespace Atlas.Runtime.Fields.Backends.Avx512;

/// <summary>One element as nine limbs of 29 bits, for all lanes alike.</summary>
internal readonly struct Factor(in UInt256 form)
{
    public readonly ulong L0 = form.Bits(0, Lanes.LimbBits);
    public readonly ulong L1 = form.Bits(29, Lanes.LimbBits);
    public readonly ulong L2 = form.Bits(58, Lanes.LimbBits);
    public readonly ulong L3 = form.Bits(87, Lanes.LimbBits);
    public readonly ulong L4 = form.Bits(116, Lanes.LimbBits);
    public readonly ulong L5 = form.Bits(145, Lanes.LimbBits);
    public readonly ulong L6 = form.Bits(174, Lanes.LimbBits);
    public readonly ulong L7 = form.Bits(203, Lanes.LimbBits);
    public readonly ulong L8 = form.Bits(232, Lanes.LimbBits);

    /// <summary>Eight copies.</summary>
    public Lanes Broadcast() => new()
    {
        L0 = Vector512.Create(L0),
        L1 = Vector512.Create(L1),
        L2 = Vector512.Create(L2),
        L3 = Vector512.Create(L3),
        L4 = Vector512.Create(L4),
        L5 = Vector512.Create(L5),
        L6 = Vector512.Create(L6),
        L7 = Vector512.Create(L7),
        L8 = Vector512.Create(L8),
    };
}
