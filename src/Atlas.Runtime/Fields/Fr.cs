using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using Atlas.Runtime.Arithmetic;
using Core = Atlas.Runtime.Fields.Montgomery<Atlas.Runtime.Fields.FrModulus>;

namespace Atlas.Runtime.Fields;

/// <summary>
/// An element of BN254's scalar field, of order p = 21888242871839275222246405745257275088548364400416034343698204186575808495617.
/// 32 bytes in memory: Montgomery form with R = 2^261, always canonical, so equality is equality of bytes.
/// </summary>
public readonly struct Fr : IField<Fr>, IFrAlgebra<Fr>
{
    /// <summary>Bytes of the canonical little-endian encoding.</summary>
    public const int Bytes = UInt256.Bytes;

    private readonly UInt256 form;

    private Fr(UInt256 form) => this.form = form;

    public static Fr Zero => default;

    public static Fr One => new(FrModulus.R);

    /// <summary>1/2, the point at which a multilinear extension is the mean of its table.</summary>
    public static Fr Half => new(new UInt256(0xb9db6b753fffffac, 0xcef7c8380f271055, 0x85a9201d818f016e, 0x1f16424e1bb7724f));

    /// <summary>The prime.</summary>
    public static BigInteger Modulus { get; } = FrModulus.P.ToBigInteger();

    public bool IsZero => form.IsZero;

    public bool IsOne => form.Equals(FrModulus.R);

    /// <summary>The Montgomery form, for the kernels of this assembly.</summary>
    internal UInt256 Form => form;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Fr operator +(in Fr a, in Fr b) => new(Core.Add(in a.form, in b.form));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Fr operator -(in Fr a, in Fr b) => new(Core.Subtract(in a.form, in b.form));

    public static Fr operator -(in Fr a) => new(Core.Negate(in a.form));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Fr operator *(in Fr a, in Fr b) => new(Core.Multiply(in a.form, in b.form));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator ==(in Fr a, in Fr b) => a.form.Equals(b.form);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator !=(in Fr a, in Fr b) => !a.form.Equals(b.form);

    /// <summary>k·a, for code that is generic over algebras.</summary>
    public static Fr Scale(in Fr k, in Fr a) => k * a;

    public static explicit operator Fr(long value) => FromInt64(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Fr Square() => new(Core.Multiply(in form, in form));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Fr Double() => new(Core.Add(in form, in form));

    /// <inheritdoc/>
    public Fr Invert() => new(Core.Invert(in form));

    /// <summary>this^exponent; anything to the power zero is one. A negative exponent is of the inverse.</summary>
    /// <exception cref="InvalidOperationException">Zero to a negative power.</exception>
    public Fr Pow(BigInteger exponent) =>
        exponent.Sign < 0 ? Invert().Pow(-exponent) : new(Core.Power(in form, exponent));

    /// <summary>Replaces each element by its inverse at the cost of one inversion and three products an element (Montgomery's trick). Zeros stay zero.</summary>
    public static void BatchInvert(Span<Fr> values) => BatchInversion.Invert(values);

    /// <summary>The residue of an integer, which may be negative or larger than the prime.</summary>
    public static Fr FromBigInteger(BigInteger value) => new(Core.Enter(value));

    /// <summary>The residue of a 64-bit unsigned integer.</summary>
    public static Fr FromUInt64(ulong value) => new(Core.Enter(new UInt256(value, 0, 0, 0)));

    /// <summary>The residue of a signed integer: a negative one stands for its distance from zero, subtracted.</summary>
    public static Fr FromInt64(long value) => value < 0 ? -FromUInt64((ulong)-value) : FromUInt64((ulong)value);

    /// <summary>The canonical integer in [0, p).</summary>
    public BigInteger ToBigInteger() => Core.Leave(in form).ToBigInteger();

    /// <summary>Reads 32 little-endian bytes; false when they are not 32 or encode an integer that is not below the prime.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out Fr value)
    {
        value = default;
        if (bytes.Length != Bytes)
        {
            return false;
        }

        var integer = UInt256.Read(bytes);
        if (!UInt256.LessThan(in integer, FrModulus.P))
        {
            return false;
        }

        value = new(Core.Enter(in integer));
        return true;
    }

    /// <summary>Writes the canonical integer as 32 little-endian bytes.</summary>
    public void Write(Span<byte> destination) => Core.Leave(in form).Write(destination);

    /// <summary>A 128-bit signed integer as a field element.</summary>
    public static Fr FromInt128(Int128 value)
    {
        var magnitude = (UInt128)(value < 0 ? -value : value);
        var element = new Fr(Core.Enter(new UInt256((ulong)magnitude, (ulong)(magnitude >> 64), 0, 0)));
        return value < 0 ? -element : element;
    }

    /// <summary>
    /// The field element v·2^-145 of a 128-bit challenge v, given as 16 little-endian bytes. Its Montgomery form is v·2^116: four of nine
    /// 29-bit limbs are zero, and it needs no product to make.
    /// </summary>
    public static Fr FromChallenge(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != 16)
        {
            throw new ArgumentException("A challenge has 16 bytes.", nameof(bytes));
        }

        var low = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        var high = BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]);
        return new(new UInt256(0, low << 52, (high << 52) | (low >> 12), high >> 12));
    }

    /// <summary>The residue of a 512-bit integer, given as 64 little-endian bytes. Uniform bytes give an element within 2^-258 of uniform.</summary>
    public static Fr FromWide(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != 2 * Bytes)
        {
            throw new ArgumentException("A wide integer has 64 bytes.", nameof(bytes));
        }

        return new(Core.EnterWide(UInt256.Read(bytes), UInt256.Read(bytes[Bytes..])));
    }

    /// <summary>The element whose unreduced Montgomery form is low + 2^256·high.</summary>
    internal static Fr FromWideForm(in UInt256 low, in UInt256 high) => new(Core.ReduceWide(in low, in high));

    /// <summary>The canonical integer, for scalar multiplication.</summary>
    internal UInt256 ToInteger() => Core.Leave(in form);

    public bool Equals(Fr other) => form.Equals(other.form);

    public override bool Equals(object? obj) => obj is Fr other && Equals(other);

    public override int GetHashCode() => form.GetHashCode();

    /// <summary>The canonical integer in decimal.</summary>
    public override string ToString() => ToBigInteger().ToString(CultureInfo.InvariantCulture);
}
