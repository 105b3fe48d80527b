namespace Atlas.Runtime.Fields;

/// <summary>What curve, pairing and polynomial code asks of a field; generic code over a struct is specialised, so it costs nothing.</summary>
public interface IField<TSelf> : IEquatable<TSelf>
    where TSelf : struct, IField<TSelf>
{
    static abstract TSelf Zero { get; }

    static abstract TSelf One { get; }

    bool IsZero { get; }

    static abstract TSelf operator +(in TSelf a, in TSelf b);

    static abstract TSelf operator -(in TSelf a, in TSelf b);

    static abstract TSelf operator -(in TSelf a);

    static abstract TSelf operator *(in TSelf a, in TSelf b);

    TSelf Square();

    TSelf Double();

    /// <summary>The multiplicative inverse.</summary>
    /// <exception cref="InvalidOperationException">The element is zero.</exception>
    TSelf Invert();
}
