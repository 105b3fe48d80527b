using Atlas.Runtime.Fields;
using Atlas.Runtime.Lookups;

namespace Atlas.Runtime.Tests.Proving;

/// <summary>Digit layouts and digit sums as the emitter writes them, small.</summary>
internal static class TinyLayouts
{
    public static void Split(ulong value, Span<byte> digits, int stride, ReadOnlySpan<byte> offsets, ReadOnlySpan<byte> widths)
    {
        for (int c = 0; c < offsets.Length; c++)
        {
            digits[c * stride] = (byte)((value >> offsets[c]) & ((1UL << widths[c]) - 1));
        }
    }
}

/// <summary>Rounds 4 bits away; 13 bits of output, centred.</summary>
internal readonly struct Round4 : IDigitLayout
{
    public static int Count => 5;

    public static ReadOnlySpan<byte> Offsets => [0, 4, 8, 12, 16];

    public static ReadOnlySpan<byte> Widths => [4, 4, 4, 4, 1];

    public static int Shift => 4;

    public static long BetaOut => 4096;

    public static long Beta => (4096 << 4) + 8;

    public static void Split(ulong value, Span<byte> digits, int stride) => TinyLayouts.Split(value, digits, stride, Offsets, Widths);
}

/// <summary>36 bits centred, 8 of them rounded away.</summary>
internal readonly struct Round8 : IDigitLayout
{
    public static int Count => 9;

    public static ReadOnlySpan<byte> Offsets => [0, 4, 8, 12, 16, 20, 24, 28, 32];

    public static ReadOnlySpan<byte> Widths => [4, 4, 4, 4, 4, 4, 4, 4, 4];

    public static int Shift => 8;

    public static long BetaOut => 1L << 27;

    public static long Beta => (1L << 35) + 128;

    public static void Split(ulong value, Span<byte> digits, int stride) => TinyLayouts.Split(value, digits, stride, Offsets, Widths);
}

/// <summary>A proof of "0 ≤ acc &lt; 2^22", nothing rounded away.</summary>
internal readonly struct Range22 : IDigitLayout
{
    public static int Count => 6;

    public static ReadOnlySpan<byte> Offsets => [0, 4, 8, 12, 16, 20];

    public static ReadOnlySpan<byte> Widths => [4, 4, 4, 4, 4, 2];

    public static int Shift => 0;

    public static long BetaOut => 0;

    public static long Beta => 0;

    public static void Split(ulong value, Span<byte> digits, int stride) => TinyLayouts.Split(value, digits, stride, Offsets, Widths);
}

/// <summary>A proof of "0 ≤ acc &lt; 2^44".</summary>
internal readonly struct Range44 : IDigitLayout
{
    public static int Count => 11;

    public static ReadOnlySpan<byte> Offsets => [0, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40];

    public static ReadOnlySpan<byte> Widths => [4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4];

    public static int Shift => 0;

    public static long BetaOut => 0;

    public static long Beta => 0;

    public static void Split(ulong value, Span<byte> digits, int stride) => TinyLayouts.Split(value, digits, stride, Offsets, Widths);
}

/// <summary>Five bits: the index of one of up to 32 columns.</summary>
internal readonly struct Index5 : IDigitLayout
{
    public static int Count => 2;

    public static ReadOnlySpan<byte> Offsets => [0, 4];

    public static ReadOnlySpan<byte> Widths => [4, 1];

    public static int Shift => 0;

    public static long BetaOut => 0;

    public static long Beta => 0;

    public static void Split(ulong value, Span<byte> digits, int stride) => TinyLayouts.Split(value, digits, stride, Offsets, Widths);
}

/// <summary>Three bits in one digit: the index of one of up to 8 columns.</summary>
internal readonly struct Index3 : IDigitLayout
{
    public static int Count => 1;

    public static ReadOnlySpan<byte> Offsets => [0];

    public static ReadOnlySpan<byte> Widths => [3];

    public static int Shift => 0;

    public static long BetaOut => 0;

    public static long Beta => 0;

    public static void Split(ulong value, Span<byte> digits, int stride) => TinyLayouts.Split(value, digits, stride, Offsets, Widths);
}

/// <summary>A table's site: 4 bits rounded away, 6 bits of index, 4 bits above, the window centred.</summary>
internal readonly struct Centred : IDigitLayout
{
    public static int Count => 4;

    public static ReadOnlySpan<byte> Offsets => [0, 4, 8, 10];

    public static ReadOnlySpan<byte> Widths => [4, 4, 2, 4];

    public static int Shift => 4;

    public static long BetaOut => (8 << 6) + 32;

    public static long Beta => (BetaOut << 4) + 8;

    public static void Split(ulong value, Span<byte> digits, int stride) => TinyLayouts.Split(value, digits, stride, Offsets, Widths);
}

/// <summary>A one-sided table's site: proves acc ≥ 0, so nothing is rounded; 4 bits away, 6 bits of index, 4 bits above.</summary>
internal readonly struct OneSided : IDigitLayout
{
    public static int Count => 4;

    public static ReadOnlySpan<byte> Offsets => [0, 4, 8, 10];

    public static ReadOnlySpan<byte> Widths => [4, 4, 2, 4];

    public static int Shift => 4;

    public static long BetaOut => 0;

    public static long Beta => 0;

    public static void Split(ulong value, Span<byte> digits, int stride) => TinyLayouts.Split(value, digits, stride, Offsets, Widths);
}

/// <summary>ReLU of <see cref="Round4"/>: [top digit's half]·output.</summary>
internal readonly struct Relu : IDigitSum
{
    public static int Factors => 2;

    public static int Degree => 2;

    public static int AddressAt => 2;

    public static DigitFunctional[] Functionals(Site site) =>
        [DigitFunctional.Test(site, site.Top, (ReadOnlySpan<int>)[0, 1]), DigitFunctional.Output(site, Fr.One, Fr.FromInt64(-site.BetaOut))];

    public static T Evaluate<T>(ReadOnlySpan<T> factors, T eta)
        where T : struct, IFrAlgebra<T> => factors[0] * factors[1];
}

/// <summary>The window of <see cref="Centred"/> with a constant below it and the identity above it.</summary>
internal readonly struct TwoTails : ITableSum
{
    public static int Factors => 5;

    public static int Degree => 3;

    public static int AddressAt => 1;

    public static bool HasTails => true;

    public static int WindowFactors => 1;

    public static DigitFunctional[] Functionals(Site site) =>
    [
        DigitFunctional.Test(site, 3, (ReadOnlySpan<int>)[0, 0, 0, 0, 0, 0, 0, 0, 1]),
        DigitFunctional.Test(site, 3, (ReadOnlySpan<int>)[1, 1, 1, 1, 1, 1, 1, 1]),
        DigitFunctional.Output(site, Fr.Zero, Fr.FromInt64(-5)),
        DigitFunctional.Test(site, 3, (ReadOnlySpan<int>)[0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1]),
        DigitFunctional.Output(site, Fr.One, Fr.FromInt64(-site.BetaOut)),
    ];

    public static T Evaluate<T>(ReadOnlySpan<T> f, T eta)
        where T : struct, IFrAlgebra<T> => (f[0] * f[1] * f[2]) + (eta * ((f[3] * f[4]) + (f[5] * f[6])));

    public static Fr Tails(ReadOnlySpan<Fr> f) => (f[1] * f[2]) + (f[3] * f[4]);
}

/// <summary>The window of <see cref="OneSided"/>, zero above it.</summary>
internal readonly struct NoTails : ITableSum
{
    public static int Factors => 1;

    public static int Degree => 3;

    public static int AddressAt => 1;

    public static bool HasTails => false;

    public static int WindowFactors => 1;

    public static DigitFunctional[] Functionals(Site site) => [DigitFunctional.Test(site, 3, (ReadOnlySpan<int>)[1])];

    public static T Evaluate<T>(ReadOnlySpan<T> f, T eta)
        where T : struct, IFrAlgebra<T> => f[0] * f[1] * f[2];

    public static Fr Tails(ReadOnlySpan<Fr> f) => Fr.Zero;
}
