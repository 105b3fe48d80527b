using Atlas.Runtime.Fields;
using CsCheck;

namespace Atlas.Runtime.Tests.Fields;

/// <summary>What every field obeys; derived once for each field.</summary>
public abstract class FieldLaws<TField>
    where TField : unmanaged, IField<TField>
{
    private Gen<TField> Any => Gen.Select(Gen.Int[0, 9], Gen.ULong.Array[12], (kind, words) => kind switch
    {
        0 => TField.Zero,
        1 => TField.One,
        2 => -TField.One,
        _ => Make(words),
    });

    /// <summary>An element from random words, of which a field uses as many as it has room for.</summary>
    protected abstract TField Make(ulong[] words);

    [Fact]
    public void Addition_AnyElements_IsAnAbelianGroup() => Gen.Select(Any, Any, Any).Sample((a, b, c) =>
    {
        Assert.Equal(a + b, b + a);
        Assert.Equal(a + b + c, a + (b + c));
        Assert.Equal(a, a + TField.Zero);
        Assert.Equal(TField.Zero, a + -a);
        Assert.Equal(a - b, a + -b);
        Assert.Equal(a + a, a.Double());
    });

    [Fact]
    public void Multiplication_AnyElements_IsCommutativeAndDistributes() => Gen.Select(Any, Any, Any).Sample((a, b, c) =>
    {
        Assert.Equal(a * b, b * a);
        Assert.Equal(a * b * c, a * (b * c));
        Assert.Equal(a * (b + c), (a * b) + (a * c));
        Assert.Equal(a, a * TField.One);
        Assert.Equal(TField.Zero, a * TField.Zero);
        Assert.Equal(a * a, a.Square());
    });

    [Fact]
    public void Invert_NotZero_IsTheInverse() => Any.Sample(a =>
    {
        if (!a.IsZero)
        {
            Assert.Equal(TField.One, a * a.Invert());
        }
    });

    [Fact]
    public void Invert_Zero_Throws() => Assert.Throws<InvalidOperationException>(() => TField.Zero.Invert());

    [Fact]
    public void BatchInvert_AnyElements_EqualsOneByOne() => Any.Array[0, 20].Sample(values =>
    {
        var inverses = values.ToArray();
        BatchInversion.Invert<TField>(inverses);
        Assert.Equal(values.Select(a => a.IsZero ? a : a.Invert()), inverses);
    });
}
