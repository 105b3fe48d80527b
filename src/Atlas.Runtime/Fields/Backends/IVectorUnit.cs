namespace Atlas.Runtime.Fields.Backends;

/// <summary>
/// What an instruction set does with a vector of 64-bit lanes: the only code that differs between vector back ends. Operations are as coarse as
/// the algorithms allow, because the compiler inlines only so many calls into one method.
/// </summary>
/// <typeparam name="TVector">The vector itself and no wrapper around it, which the compiler would not keep in registers.</typeparam>
internal unsafe interface IVectorUnit<TVector>
    where TVector : unmanaged
{
    /// <summary>Lanes of a vector.</summary>
    static abstract int Count { get; }

    static abstract TVector Create(ulong value);

    static abstract TVector Add(TVector a, TVector b);

    static abstract TVector Subtract(TVector a, TVector b);

    static abstract TVector And(TVector a, TVector b);

    static abstract TVector Or(TVector a, TVector b);

    static abstract TVector Xor(TVector a, TVector b);

    static abstract TVector ShiftLeft(TVector a, int bits);

    /// <summary>Of signed lanes.</summary>
    static abstract TVector ShiftRight(TVector a, int bits);

    /// <summary>All ones where a signed lane is negative.</summary>
    static abstract TVector SignMask(TVector a);

    /// <summary>Product of the low 32 bits of each lane.</summary>
    static abstract TVector Multiply(TVector a, TVector b);

    /// <summary>sum + a·b, of the low 32 bits of a and b.</summary>
    static abstract TVector MultiplyAdd(TVector sum, TVector a, TVector b);

    /// <summary>sum + a·b + c·d, of the low 32 bits of the factors.</summary>
    static abstract TVector MultiplyAdd(TVector sum, TVector a, TVector b, TVector c, TVector d);

    /// <summary>sum - a·b, of the low 32 bits of a and b.</summary>
    static abstract TVector MultiplySubtract(TVector sum, TVector a, TVector b);

    /// <summary>
    /// sum + limb·b, of a limb for all lanes and the low 32 bits of b, which are signed. Units take <see cref="Low"/> of the limb: that changes
    /// nothing, and keeps the broadcast out of the multiplication, for which the .NET 10 compiler encodes the displacement of a broadcast memory
    /// operand wrongly and reads another limb.
    /// </summary>
    static abstract TVector MultiplyAddSigned(TVector sum, ulong limb, TVector b);

    /// <summary>sum + a·b, of the low 32 bits of a and b, both signed.</summary>
    static abstract TVector MultiplyAddSigned(TVector sum, TVector a, TVector b);

    /// <summary>The low 29 bits.</summary>
    static abstract TVector Low(TVector limb);

    /// <summary>limb + lower/2^29, for unsigned lanes.</summary>
    static abstract TVector AddCarry(TVector limb, TVector lower);

    /// <summary>limb + lower/2^29, rounded down, for signed lanes.</summary>
    static abstract TVector AddSignedCarry(TVector limb, TVector lower);

    /// <summary>Bits [bit, bit + 29) of a word.</summary>
    static abstract TVector Bits(TVector word, int bit);

    /// <summary>Bits [bit, bit + 29) of two words, of which low is the lower one.</summary>
    static abstract TVector Bits(TVector low, TVector high, int bit);

    /// <summary>a | b·2^bits.</summary>
    static abstract TVector OrShifted(TVector a, TVector b, int bits);

    /// <summary>a/2^bits | b·2^leftBits, for unsigned lanes.</summary>
    static abstract TVector OrShifted(TVector a, int bits, TVector b, int leftBits);

    /// <summary>sum + what goes out at the top of the addition of words that gave total = a + b + carry.</summary>
    static abstract TVector AddCarryOut(TVector sum, TVector a, TVector b, TVector total);

    /// <summary>sum - what is borrowed from above by the subtraction of words that gave difference = a - b - borrow.</summary>
    static abstract TVector SubtractBorrowOut(TVector sum, TVector a, TVector b, TVector difference);

    /// <summary>All ones where signed a exceeds signed b.</summary>
    static abstract TVector GreaterThan(TVector a, TVector b);

    static abstract TVector IsZero(TVector a);

    /// <summary>b where the mask is all ones, else a.</summary>
    static abstract TVector Select(TVector mask, TVector a, TVector b);

    /// <summary>Does signed a exceed signed b in a lane?</summary>
    static abstract bool AnyGreaterThan(TVector a, TVector b);

    static abstract bool IsAllZero(TVector a);

    /// <summary>Bit k is the top bit of lane k.</summary>
    static abstract uint SignBits(TVector a);

    static abstract TVector Load(ref readonly long source);

    static abstract void Store(TVector a, nuint* destination);

    /// <summary>As many consecutive integers as there are lanes, in their order.</summary>
    static abstract TVector Widen(ref readonly int source);

    /// <summary>Moves consecutive integers to the lanes that <see cref="LoadWords"/> gives to consecutive elements. Its own inverse.</summary>
    static abstract TVector InLaneOrder(TVector consecutive);

    /// <summary>Loads consecutive elements of four words, word by word; which lane an element takes is told by <see cref="InLaneOrder"/>.</summary>
    static abstract void LoadWords(ref readonly byte source, out TVector w0, out TVector w1, out TVector w2, out TVector w3);

    /// <summary>As <see cref="LoadWords"/>, of elements at source plus one byte offset each.</summary>
    static abstract void GatherWords(ref readonly byte source, nuint* offsets, out TVector w0, out TVector w1, out TVector w2, out TVector w3);

    /// <summary>Stores elements where <see cref="LoadWords"/> would find them.</summary>
    static abstract void StoreWords(ref byte destination, TVector w0, TVector w1, TVector w2, TVector w3);

    /// <summary>Stores elements where <see cref="GatherWords"/> would find them.</summary>
    static abstract void ScatterWords(ref byte destination, nuint* offsets, TVector w0, TVector w1, TVector w2, TVector w3);
}
