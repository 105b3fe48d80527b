using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using Atlas.Runtime.Arithmetic;
using Core = Atlas.Runtime.Fields.Montgomery<Atlas.Runtime.Fields.FqModulus>;

namespace Atlas.Runtime.Fields;

/// <summary>
/// An element of BN254's base field, of order q = 21888242871839275222246405745257275088696311157297823662689037894645226208583.
/// 32 bytes in memory: Montgomery form with R = 2^261, always canonical, so equality is equality of bytes.
/// </summary>
public readonly struct Fq : IField<Fq>
{
    /// <summary>Bytes of the canonical little-endian encoding.</summary>
    public const int Bytes = UInt256.Bytes;

    private static readonly UInt256 HalfModulus = UInt256.FromBigInteger(FqModulus.P.ToBigInteger() / 2);

    private readonly UInt256 form;

    private Fq(UInt256 form) => this.form = form;

    public static Fq Zero => default;

    public static Fq One => new(FqModulus.R);

    /// <summary>The prime.</summary>
    public static BigInteger Modulus { get; } = FqModulus.P.ToBigInteger();

    public bool IsZero => form.IsZero;

    public bool IsOne => form.Equals(FqModulus.R);

    /// <summary>The Montgomery form, for the kernels of this assembly.</summary>
    internal UInt256 Form => form;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Fq operator +(in Fq a, in Fq b) => new(Core.Add(in a.form, in b.form));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Fq operator -(in Fq a, in Fq b) => new(Core.Subtract(in a.form, in b.form));

    public static Fq operator -(in Fq a) => new(Core.Negate(in a.form));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Fq operator *(in Fq a, in Fq b) => new(Core.Multiply(in a.form, in b.form));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator ==(in Fq a, in Fq b) => a.form.Equals(b.form);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator !=(in Fq a, in Fq b) => !a.form.Equals(b.form);

    public static explicit operator Fq(long value) => FromInt64(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Fq Square() => new(Core.Multiply(in form, in form));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Fq Double() => new(Core.Add(in form, in form));

    /// <inheritdoc/>
    public Fq Invert() => new(Core.Invert(in form));

    /// <summary>this^exponent; anything to the power zero is one. A negative exponent is of the inverse.</summary>
    /// <exception cref="InvalidOperationException">Zero to a negative power.</exception>
    public Fq Pow(BigInteger exponent) =>
        exponent.Sign < 0 ? Invert().Pow(-exponent) : new(Core.Power(in form, exponent));

    /// <summary>Replaces each element by its inverse at the cost of one inversion and three products an element (Montgomery's trick). Zeros stay zero.</summary>
    public static void BatchInvert(Span<Fq> values) => BatchInversion.Invert(values);

    /// <summary>The residue of an integer, which may be negative or larger than the prime.</summary>
    public static Fq FromBigInteger(BigInteger value) => new(Core.Enter(value));

    /// <summary>The residue of a 64-bit unsigned integer.</summary>
    public static Fq FromUInt64(ulong value) => new(Core.Enter(new UInt256(value, 0, 0, 0)));

    /// <summary>The residue of a signed integer: a negative one stands for its distance from zero, subtracted.</summary>
    public static Fq FromInt64(long value) => value < 0 ? -FromUInt64((ulong)-value) : FromUInt64((ulong)value);

    /// <summary>The canonical integer in [0, p).</summary>
    public BigInteger ToBigInteger() => Core.Leave(in form).ToBigInteger();

    /// <summary>Reads 32 little-endian bytes; false when they are not 32 or encode an integer that is not below the prime.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out Fq value)
    {
        value = default;
        if (bytes.Length != Bytes)
        {
            return false;
        }

        var integer = UInt256.Read(bytes);
        if (!UInt256.LessThan(in integer, FqModulus.P))
        {
            return false;
        }

        value = new(Core.Enter(in integer));
        return true;
    }

    /// <summary>Writes the canonical integer as 32 little-endian bytes.</summary>
    public void Write(Span<byte> destination) => Core.Leave(in form).Write(destination);

    /// <summary>Reads 32 big-endian bytes, as ceremony files write them; false when the integer is not below the prime.</summary>
    internal static bool TryReadBigEndian(ReadOnlySpan<byte> bytes, out Fq value)
    {
        var integer = UInt256.ReadBigEndian(bytes);
        var canonical = UInt256.LessThan(in integer, FqModulus.P);
        value = canonical ? new(Core.Enter(in integer)) : default;
        return canonical;
    }

    /// <summary>A square root, if the element is a square. Which of the two roots is not specified.</summary>
    public bool Sqrt(out Fq root)
    {
        root = this;
        SquareRoots.Candidates(new Span<Fq>(ref root));
        if (root.Square() == this)
        {
            return true;
        }

        root = default;
        return false;
    }

    /// <summary>this^exponent.</summary>
    internal Fq Power(in UInt256 exponent) => new(Core.Power(in form, in exponent));

    /// <summary>Is the canonical integer above (q-1)/2, that is, larger than its negative's?</summary>
    public bool IsLarger => UInt256.LessThan(HalfModulus, Core.Leave(in form));

    public bool Equals(Fq other) => form.Equals(other.form);

    public override bool Equals(object? obj) => obj is Fq other && Equals(other);

    public override int GetHashCode() => form.GetHashCode();

    /// <summary>The canonical integer in decimal.</summary>
    public override string ToString() => ToBigInteger().ToString(CultureInfo.InvariantCulture);
}
