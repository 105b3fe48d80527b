using Atlas.Runtime.Arithmetic;

namespace Atlas.Runtime.Fields.Backends.Lanes;

/// <summary>One element as nine limbs of 29 bits, for all lanes alike.</summary>
internal readonly struct Factor(in UInt256 form)
{
    public readonly ulong L0 = form.Bits(0, Limbs.Bits);
    public readonly ulong L1 = form.Bits(29, Limbs.Bits);
    public readonly ulong L2 = form.Bits(58, Limbs.Bits);
    public readonly ulong L3 = form.Bits(87, Limbs.Bits);
    public readonly ulong L4 = form.Bits(116, Limbs.Bits);
    public readonly ulong L5 = form.Bits(145, Limbs.Bits);
    public readonly ulong L6 = form.Bits(174, Limbs.Bits);
    public readonly ulong L7 = form.Bits(203, Limbs.Bits);
    public readonly ulong L8 = form.Bits(232, Limbs.Bits);

    public LaneElements<TVector> Broadcast<TUnit, TVector>()
        where TUnit : struct, IVectorUnit<TVector>
        where TVector : unmanaged => new()
    {
        L0 = TUnit.Create(L0),
        L1 = TUnit.Create(L1),
        L2 = TUnit.Create(L2),
        L3 = TUnit.Create(L3),
        L4 = TUnit.Create(L4),
        L5 = TUnit.Create(L5),
        L6 = TUnit.Create(L6),
        L7 = TUnit.Create(L7),
        L8 = TUnit.Create(L8),
    };
}
