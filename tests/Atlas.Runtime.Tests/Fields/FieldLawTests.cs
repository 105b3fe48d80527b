using System.Runtime.InteropServices;
using Atlas.Runtime.Fields;
using Atlas.Runtime.Fields.Tower;

namespace Atlas.Runtime.Tests.Fields;

public class FrLaws : FieldLaws<Fr>
{
    protected override Fr Make(ulong[] words) => Fr.FromWide(MemoryMarshal.AsBytes(words.AsSpan(0, 8)));
}

public class FqLaws : FieldLaws<Fq>
{
    protected override Fq Make(ulong[] words) => Element(words, 0);

    /// <summary>One word times a power of 2^64 that depends on the place, so that all limbs are met.</summary>
    internal static Fq Element(ulong[] words, int index) =>
        (Fq.FromUInt64(words[index]) * Fq.FromInt64(2).Pow(64 * (index % 4))) - Fq.FromUInt64(words[(index + 5) % 12]);
}

public class Fq2Laws : FieldLaws<Fq2>
{
    protected override Fq2 Make(ulong[] words) => Element(words, 0);

    internal static Fq2 Element(ulong[] words, int index) => new(FqLaws.Element(words, index), FqLaws.Element(words, index + 1));
}

public class Fq6Laws : FieldLaws<Fq6>
{
    protected override Fq6 Make(ulong[] words) => Element(words, 0);

    internal static Fq6 Element(ulong[] words, int index) =>
        new(Fq2Laws.Element(words, index), Fq2Laws.Element(words, index + 2), Fq2Laws.Element(words, index + 4));
}

public class Fq12Laws : FieldLaws<Fq12>
{
    protected override Fq12 Make(ulong[] words) => new(Fq6Laws.Element(words, 0), Fq6Laws.Element(words, 6));
}
