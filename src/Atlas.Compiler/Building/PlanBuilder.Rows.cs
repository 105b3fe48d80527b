using System.Numerics;
using Atlas.Compiler.Plan;

namespace Atlas.Compiler.Building;

/// <summary>Relations on rows: maximum, quotient, inverse square root (docs/protocol.md §6.8, §6.9), and gathers.</summary>
internal sealed partial class PlanBuilder
{
    /// <summary>
    /// The maximum of each row over the valid columns of a region: attained, at a valid column. The caller proves that it is an upper bound, by a site of <see cref="Gap"/>.
    /// </summary>
    public int RowMax(string name, int source, TensorShape region)
    {
        int columns = region.Dimensions[region.Rank - 1];
        if (columns == 1)
        {
            throw new PlanException($"{name}: a maximum over one column is the column itself");
        }

        var advice = new Advice(AdviceKind.ArgMax, [source], 0, region);
        int index = AdviceSite($"{name}.index", region.Rows, (BigInteger.One << PlanMath.AxisBits(columns)) - 1, 0, TensorKind.Index, advice, out int site);
        return Add(name, region.Rows, tensors[source].ScaleBits, id => new RowMaxNode(id, Origin, source, region, index, site), range => range(source));
    }

    /// <summary>m - x on a region: not negative where m is the row's maximum.</summary>
    public int Gap(string name, int maximum, int source, TensorShape region)
    {
        var rows = new AffineTerm(1, maximum, [.. Enumerable.Range(0, region.Rank - 1)]);
        int gap = Affine(name, region, tensors[source].ScaleBits, [rows, Term(-1, source)]);
        Interval range = RangeOf(source);
        Know(gap, new(0, range.High - range.Low));
        return gap;
    }

    /// <summary>floor(a / b) for a ≥ 0, b ≥ 1: the slacks a - y·b and b - 1 - (a - y·b) are both proven not negative.</summary>
    public int Quotient(string name, int a, int b, int scaleBits)
    {
        if (RangeOf(b).Low < 1 || RangeOf(a).Low < 0)
        {
            throw new PlanException($"{name}: a quotient of {RangeOf(a)} by {RangeOf(b)}; the dividend may not be negative, the divisor must be positive");
        }

        TensorShape shape = ShapeOf(b);
        BigInteger slack = RangeOf(b).High - 1;
        var advice = new Advice(AdviceKind.Quotient, [a, b], 0, null);
        int y = AdviceSite(name, shape, RangeOf(a).High / RangeOf(b).Low, scaleBits, TensorKind.Real, advice, out _);
        int product = Contract($"{name}.yb", y, b, Elementwise(shape));
        int first = Affine($"{name}.s1", shape, 0, [Term(1, a), Term(-1, product)]);
        Know(first, new(0, slack));
        int firstRange = Require($"{name}.s1.range", first, slack);
        RequireNoWrap(name, Size(y) + Size(b), Size(a), Size(firstRange));
        int second = Affine($"{name}.s2", shape, 0, [Term(1, b), Term(-1, first)], -1);
        Know(second, new(0, slack));
        Require($"{name}.s2.range", second, slack);
        return y;
    }

    /// <summary>The mean of n summands of a known interval as an integer less than one away: a shift where n is a power of two, else a quotient.</summary>
    public int RoundedMean(string name, int sum, int n, Interval summand)
    {
        int bits = PlanMath.AxisBits(n);
        if (n == 1 << bits)
        {
            return Requantise(name, sum, bits, tensors[sum].ScaleBits);
        }

        // The dividend is shifted so that it is not negative.
        BigInteger offset = BigInteger.Max(0, -summand.Low);
        TensorShape shape = ShapeOf(sum);
        int dividend = Affine($"{name}.dividend", shape, tensors[sum].ScaleBits, [Term(1, sum)], n * offset);
        Know(dividend, new(0, n * (summand.High + offset)));
        int divisor = Affine($"{name}.divisor", shape, 0, [], n);
        return Affine(name, shape, tensors[sum].ScaleBits, [Term(1, Quotient($"{name}.quotient", dividend, divisor, tensors[sum].ScaleBits))], -offset);
    }

    /// <summary>floor(sqrt(C / q)) for q ≥ 1: with t = y·q both C - y·t and y·t + 2t + q - 1 - C are proven not negative.</summary>
    public int InverseSquareRoot(string name, int q, BigInteger constant, int scaleBits)
    {
        Interval range = RangeOf(q);
        if (range.Low < 1)
        {
            throw new PlanException($"{name}: an inverse square root of {range}; the operand must be positive");
        }

        TensorShape shape = ShapeOf(q);
        var advice = new Advice(AdviceKind.InverseSquareRoot, [q], constant, null);
        int y = AdviceSite(name, shape, PlanMath.Sqrt(constant / range.Low), scaleBits, TensorKind.Real, advice, out _);
        int t = Contract($"{name}.yq", y, q, Elementwise(shape));
        int square = Contract($"{name}.yyq", y, t, Elementwise(shape));
        Know(t, new(0, PlanMath.Sqrt(constant * range.High) + 1));
        Know(square, new(0, constant));

        BigInteger width = 2 * PlanMath.Sqrt(constant * range.High) + range.High;
        int first = Affine($"{name}.s1", shape, 0, [Term(-1, square)], constant);
        Know(first, new(0, BigInteger.Min(constant, width)));
        int second = Affine($"{name}.s2", shape, 0, [Term(1, square), Term(2, t), Term(1, q)], -1 - constant);
        Know(second, new(0, width));
        int firstRange = Require($"{name}.s1.range", first, BigInteger.Min(constant, width)), secondRange = Require($"{name}.s2.range", second, width);
        int ySize = Size(y), qSize = Size(q);
        RequireNoWrap(name, (2 * ySize) + qSize, ySize + qSize + 2, PlanMath.BitLength(constant), Size(firstRange), Size(secondRange));
        return y;
    }

    /// <summary>table[index[rows], columns] with public indices.</summary>
    public int Gather(string name, int indices, int table)
    {
        var shape = new TensorShape([.. ShapeOf(indices).Dimensions, .. ShapeOf(table).Dimensions.RemoveAt(0)]);
        int output = Add(name, shape, tensors[table].ScaleBits, id => new GatherNode(id, Origin, indices, table), range => range(table));
        if (ShapeOf(table).Rank > 1 && ConstantLine(table) is { } line)
        {
            KnowRowNorm(output, line.Norm);
        }

        return output;
    }

    /// <summary>Bits of what a dishonest witness can reach.</summary>
    private int Size(int tensor) => tensors[tensor].Capacity.Bits;

    private static void RequireNoWrap(string name, params int[] exponents)
    {
        BigInteger sum = exponents.Aggregate(BigInteger.Zero, static (total, e) => total + (BigInteger.One << e));
        if (sum >= ScalarField.Half)
        {
            throw new PlanException($"{name}: capacities of {string.Join(", ", exponents)} bits could wrap around half of the field");
        }
    }

    private static string Elementwise(TensorShape shape)
    {
        string letters = Letters(shape.Rank);
        return $"{letters},{letters}->{letters}";
    }

    /// <summary>One letter an axis, from 'i'; 'c' and 'o' are left to the axes that a product with weights contracts and adds.</summary>
    public static string Letters(int rank)
    {
        const string Alphabet = "ijklmnpqrstuvwxyz";
        return rank <= Alphabet.Length ? Alphabet.Substring(0, rank) : throw new PlanException($"a tensor of {rank} axes; at most {Alphabet.Length} are supported");
    }
}
