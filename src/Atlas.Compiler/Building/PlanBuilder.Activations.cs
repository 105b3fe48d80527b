using System.Collections.Immutable;
using System.Numerics;
using Atlas.Compiler.Plan;

namespace Atlas.Compiler.Building;

/// <summary>slope·q + constant outside a table's window, q the rounded accumulator.</summary>
internal readonly record struct LinearTail(BigInteger Slope, BigInteger Constant)
{
    public BigInteger At(BigInteger q) => Slope * q + Constant;
}

/// <summary>Gates and tables (docs/protocol.md §6.6, §6.7).</summary>
internal sealed partial class PlanBuilder
{
    /// <summary>max(0, q), q the rounded accumulator: the sign is read from the top digit, on whose boundary β puts zero.</summary>
    public int Relu(string name, int accumulator, int shift, int scaleBits)
    {
        Interval q = Rounded(accumulator, shift, rounds: true);
        int bits = 1 + PlanMath.BitLength(BigInteger.Max(BigInteger.Max(q.High + 1, -q.Low), 1));
        var layout = new DigitLayout([shift, bits], BigInteger.One << (bits - 1));
        int site = NewSite(name, ShapeOf(accumulator), layout, accumulator);
        var sum = new DigitSum([Gate(layout, aboveZero: true), new OutputFunctional(1, -layout.BetaOut)], [new DigitTerm(1, [0, 1])]);
        int output = Add(
            name, ShapeOf(accumulator), scaleBits, id => new GateNode(id, Origin, site, accumulator, sum),
            _ => new(0, BigInteger.Max(q.High, 0)), new(0, (BigInteger.One << (bits - 1)) - 1));
        return RoundedLine(accumulator, output, shift, scale: 1);
    }

    /// <summary>
    /// table(q) on [table.Start, table.Start + 2^W), linear tails below and above, q the rounded accumulator. Without a digit above the index there are no tails.
    /// </summary>
    public int Activation(string name, int accumulator, int shift, int indexBits, TableSpec table, LinearTail below, LinearTail above)
    {
        Interval q = Rounded(accumulator, shift, rounds: true);
        BigInteger start = table.Start, end = start + (BigInteger.One << indexBits);
        DigitLayout layout = WindowLayout(q, shift, indexBits, start);
        List<Interval> spans = [ValuesOn(table, q)], capacities = [RangeOf(Table(table))];
        var window = ImmutableArray<TestFunctional>.Empty;
        DigitSum tails = DigitSum.Empty;
        if (layout.Segments.Length > 2)
        {
            window = Window(layout, shift + indexBits, layout.Half);
            tails = Tails(layout, window, below, above);
            BigInteger top = (layout.Capacity >> shift) - layout.BetaOut;
            foreach ((LinearTail tail, BigInteger from, BigInteger to) in new[] { (below, q.Low, start - 1), (above, end, q.High) })
            {
                if (from <= to)
                {
                    spans.Add(Hull(tail.At(from), tail.At(to)));
                }

                capacities.Add(Hull(tail.At(-layout.BetaOut), tail.At(top)));
            }
        }

        int output = TableNode(name, accumulator, layout, table, window, tails, spans, capacities);
        return IsContraction(table, ValuesOf(Table(table)), below, above)
            ? RoundedLine(accumulator, output, shift, BigInteger.One << (table.OutputBits - table.InputBits))
            : output;
    }

    /// <summary>A table of z ≥ 0 with tail 0: one-sided, β = 0, and no rounding since the site proves z ≥ 0. Entry k stands for [k·2^S, (k+1)·2^S).</summary>
    public int OneSided(string name, int z, int shift, int indexBits, TableSpec table)
    {
        Interval q = Rounded(z, shift, rounds: false);
        int above = Math.Max(0, PlanMath.BitLength(BigInteger.Max(q.High, 0)) - indexBits);
        var layout = new DigitLayout(above > 0 ? [shift, indexBits, above] : [shift, indexBits], 0, Rounds: false);
        ImmutableArray<TestFunctional> window = above > 0 ? Window(layout, shift + indexBits, 0) : [];
        List<Interval> spans = [RangeOf(Table(table)).WithZero()];
        return TableNode(name, z, layout, table, window, DigitSum.Empty, spans, spans);
    }

    private int TableNode(
        string name, int accumulator, DigitLayout layout, TableSpec table, ImmutableArray<TestFunctional> window, DigitSum tails, List<Interval> spans, List<Interval> capacities)
    {
        int site = NewSite(name, ShapeOf(accumulator), layout, accumulator), values = Table(table);
        return Add(
            name, ShapeOf(accumulator), table.OutputBits, id => new TableNode(id, Origin, site, accumulator, values, window, tails),
            _ => spans.Aggregate(static (a, b) => a.Hull(b)), capacities.Aggregate(static (a, b) => a.Hull(b)));
    }

    /// <summary>Digits with the window at U = (half, 0, …, 0): β' = half·2^{o_top - S} - start.</summary>
    private static DigitLayout WindowLayout(Interval q, int shift, int indexBits, BigInteger start)
    {
        BigInteger end = start + (BigInteger.One << indexBits);
        if (start <= q.Low && q.High < end)
        {
            return new([shift, indexBits], -start);
        }

        BigInteger reach = BigInteger.Max(BigInteger.Max(start - q.Low, q.High - start + 1), BigInteger.One << indexBits);
        int above = Math.Max(1, PlanMath.BitLength((reach - 1) >> indexBits) + 1);
        return new([shift, indexBits, above], (BigInteger.One << (above - 1 + indexBits)) - start);
    }

    /// <summary>The factors of h: the digits from bit <paramref name="low"/> up are (half, 0, …, 0).</summary>
    private static ImmutableArray<TestFunctional> Window(DigitLayout layout, int low, int half) =>
        [.. layout.Between(low, layout.TotalBits).Select(c => Test(c, a => a == (c == layout.Top ? half : 0)))];

    /// <summary>g_lo·λ_lo + g_hi·λ_hi with g_lo = Σ_{a &lt; half} P(top, a), g_hi = Σ_{a ≥ half} P(top, a) - h.</summary>
    private static DigitSum Tails(DigitLayout layout, ImmutableArray<TestFunctional> window, LinearTail below, LinearTail above)
    {
        var functionals = new List<DigitFunctional>();
        var terms = new List<DigitTerm>();
        int Index(DigitFunctional f)
        {
            int at = functionals.IndexOf(f);
            if (at < 0)
            {
                functionals.Add(f);
                at = functionals.Count - 1;
            }

            return at;
        }

        void Add(BigInteger sign, IEnumerable<DigitFunctional> gate, LinearTail tail)
        {
            if (tail.Slope.IsZero && tail.Constant.IsZero)
            {
                return;   // a functional that no term uses would be counted as a factor
            }

            ImmutableArray<int> factors = [.. gate.Select(Index)];
            if (!tail.Slope.IsZero)
            {
                terms.Add(new DigitTerm(sign, factors.Add(Index(new OutputFunctional(tail.Slope, tail.Constant - tail.Slope * layout.BetaOut)))));
            }
            else
            {
                terms.Add(new DigitTerm(sign * tail.Constant, factors));
            }
        }

        Add(1, [Gate(layout, aboveZero: false)], below);
        Add(1, [Gate(layout, aboveZero: true)], above);
        Add(-1, window, above);
        return terms.Count == 0 ? DigitSum.Empty : new([.. functionals], [.. terms]);
    }

    private static TestFunctional Gate(DigitLayout layout, bool aboveZero) => Test(layout.Top, a => a >= layout.Half == aboveZero);

    private static TestFunctional Test(int digit, Func<int, bool> holds) =>
        new(digit, [.. Enumerable.Range(0, 1 << DigitLayout.Kappa).Select(a => holds(a) ? 1 : 0)]);

    /// <summary>The interval of the entries that honest indices reach.</summary>
    private Interval ValuesOn(TableSpec table, Interval index)
    {
        long[] values = ValuesOf(Table(table));
        int Entry(BigInteger at) => (int)BigInteger.Max(-1, BigInteger.Min(values.Length, at - table.Start));
        int first = Math.Max(0, Entry(index.Low)), last = Math.Min(values.Length - 1, Entry(index.High));
        ArraySegment<long> reached = first <= last ? new(values, first, last - first + 1) : new(values);
        return new(reached.Min(), reached.Max());
    }

    private static Interval Hull(BigInteger a, BigInteger b) => new(BigInteger.Min(a, b), BigInteger.Max(a, b));
}
