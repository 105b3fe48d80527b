using System.Collections.Immutable;
using System.Numerics;
using Atlas.Compiler.Plan;
using Atlas.Reference.Mathematics;
using Atlas.Runtime.Fields;

namespace Atlas.Reference;

/// <summary>A table U(c, a) over the D·16 places of a site's digits; zero for c ≥ D (docs/protocol.md §4).</summary>
public sealed class DigitTable
{
    public const int K = 1 << DigitLayout.Kappa;

    private readonly Fr[] _cells;

    private DigitTable(Fr[] cells) => _cells = cells;

    /// <summary>Rows of the table.</summary>
    public int Count => _cells.Length / K;

    public Fr this[int c, int a] => c < Count ? _cells[(c * K) + a] : Fr.Zero;

    public static DigitTable Create(int rows, Func<int, int, Fr> value) =>
        new([.. Enumerable.Range(0, rows * K).Select(i => value(i / K, i % K))]);

    /// <summary>Σ_c 2^{o_c} d_c.</summary>
    public static DigitTable Accumulator(DigitLayout layout)
    {
        ImmutableArray<DigitCut> digits = layout.Digits;
        return Create(digits.Length, (c, a) => Fr.FromBigInteger(new BigInteger(a) << digits[c].Offset));
    }

    /// <summary>Σ_a values[a]·P(digit, x, a); places beyond the values are zero.</summary>
    public static DigitTable Test(DigitLayout layout, int digit, IReadOnlyList<Fr> values) =>
        Create(layout.Count, (c, a) => c == digit && a < values.Count ? values[a] : Fr.Zero);

    public static DigitTable Of(DigitLayout layout, DigitFunctional functional) => functional switch
    {
        AccumulatorFunctional => Accumulator(layout),
        OutputFunctional output => Output(layout, output),
        TestFunctional test => Test(layout, test.Digit, [.. test.Values.Select(static v => Fr.FromInt64(v))]),
        _ => throw new ArgumentException($"{functional.GetType().Name} is not a known functional.", nameof(functional)),
    };

    /// <summary>
    /// [ra_c]: eq(point^c, a) for the digits of an index, most significant first; a digit of w bits takes w coordinates of the point.
    /// </summary>
    public static DigitTable[] Address(DigitLayout layout, IEnumerable<int> digits, IReadOnlyList<Fr> point)
    {
        ImmutableArray<DigitCut> cuts = layout.Digits;
        var factors = new List<DigitTable>();
        int at = 0;
        foreach (int digit in digits.Reverse())
        {
            int width = cuts[digit].Width;
            factors.Add(Test(layout, digit, Mle.EqTable([.. point.Skip(at).Take(width)])));
            at += width;
        }

        return at == point.Count ? [.. factors] : throw new ArgumentException($"An index of {at} bits, a point of {point.Count} coordinates.", nameof(point));
    }

    /// <summary>Extension over (c, a) at a point.</summary>
    public Fr At(IReadOnlyList<Fr> c, IReadOnlyList<Fr> a)
    {
        var padded = new Fr[K << c.Count];
        _cells.CopyTo(padded, 0);
        return Mle.Evaluate(padded, [.. c, .. a]);
    }

    private static DigitTable Output(DigitLayout layout, OutputFunctional output)
    {
        Fr slope = Fr.FromBigInteger(output.Slope), constant = Fr.FromBigInteger(output.Constant);
        ImmutableArray<DigitCut> digits = layout.Digits;
        int shift = layout.Shift;
        return Create(digits.Length, (c, a) =>
        {
            int weight = digits[c].Offset - shift;
            Fr value = weight >= 0 ? slope * Fr.FromBigInteger(new BigInteger(a) << weight) : Fr.Zero;
            return c == digits.Length - 1 ? value + constant : value;
        });
    }
}
