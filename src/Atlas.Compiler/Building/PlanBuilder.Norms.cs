using System.Collections.Immutable;
using System.Numerics;
using Atlas.Compiler.Plan;

namespace Atlas.Compiler.Building;

/// <summary>
/// Every line of a tensor along <paramref name="Axis"/> has a Euclidean norm of at most <paramref name="Norm"/>; where the line is cut into equal parts of a length that
/// <paramref name="Parts"/> holds, as into heads, each part has at most that norm.
/// </summary>
internal readonly record struct LineNorm(BigInteger Norm, int Axis, ImmutableSortedDictionary<int, BigInteger> Parts)
{
    public LineNorm(BigInteger norm, int axis)
        : this(norm, axis, ImmutableSortedDictionary<int, BigInteger>.Empty)
    {
    }

    /// <summary>Another bound for all norms.</summary>
    public LineNorm Map(Func<BigInteger, BigInteger> bound) => new(bound(Norm), Axis, Parts.ToImmutableSortedDictionary(static p => p.Key, p => bound(p.Value)));
}

/// <summary>
/// Theorems about Euclidean norms of rows, from norm layers on: far sharper than products of intervals, so they save digits wherever a worst case decides a site's width.
/// They follow from Cauchy-Schwarz, the triangle inequality and a bound of a weight's largest singular value.
/// </summary>
internal sealed partial class PlanBuilder
{
    private readonly Dictionary<int, LineNorm> lineNorms = [];

    /// <summary>Each row of the last axis has a norm of at most <paramref name="norm"/>.</summary>
    public void KnowRowNorm(int tensor, BigInteger norm) => lineNorms[tensor] = new(norm, ShapeOf(tensor).Rank - 1);

    /// <summary>A bound of the norms of the last axis's rows, if one is known.</summary>
    public BigInteger? RowNormOf(int tensor) => lineNorms.TryGetValue(tensor, out LineNorm line) && line.Axis == ShapeOf(tensor).Rank - 1 ? line.Norm : null;

    /// <summary>
    /// A bound of Σx² over a row of the last axis, from the norm or from the interval, and of Σ(x - μ)² ≤ Σx² + n for any mean μ that is off by at most one.
    /// </summary>
    public BigInteger SquaresOf(int tensor)
    {
        BigInteger n = ShapeOf(tensor).Dimensions[ShapeOf(tensor).Rank - 1], magnitude = RangeOf(tensor).Magnitude, squares = n * magnitude * magnitude;
        return n + (RowNormOf(tensor) is { } norm ? BigInteger.Min(squares, norm * norm) : squares);
    }

    /// <summary>Whether sums of squares of rows, an eighth more for a norm's ε and rounding, fit the integers of the forward pass.</summary>
    public bool HasExactSquares(int tensor) => ShapeOf(tensor).Rank > 0 && SquaresOf(tensor) * 9 / 8 < BigInteger.One << MaximumSiteBits;

    private LineNorm? Line(int tensor, int axis) => lineNorms.TryGetValue(tensor, out LineNorm line) && line.Axis == axis ? line : null;

    private int Transposed(int source, int output, ImmutableArray<int> permutation)
    {
        if (lineNorms.TryGetValue(source, out LineNorm line))
        {
            lineNorms[output] = line with { Axis = permutation.IndexOf(line.Axis) };
        }

        return output;
    }

    /// <summary>A row that is split has shorter parts; rows that are joined add up by Pythagoras.</summary>
    private int Reshaped(int source, int output)
    {
        TensorShape from = ShapeOf(source), to = ShapeOf(output);
        if (RowNormOf(source) is { } norm && to.Rank > 0)
        {
            int before = from.Dimensions[from.Rank - 1], after = to.Dimensions[to.Rank - 1];
            if (before % after == 0)
            {
                KnowRowNorm(output, lineNorms[source].Parts.TryGetValue(after, out BigInteger part) ? part : norm);
            }
            else if (after % before == 0)
            {
                KnowRowNorm(output, PlanMath.Sqrt(norm * norm * (after / before)) + 1);
            }
        }

        return output;
    }

    /// <summary>Rounding changes each of n elements by at most a half; <paramref name="scale"/> is what an element is multiplied by before.</summary>
    private int RoundedLine(int accumulator, int output, int shift, BigInteger scale)
    {
        if (lineNorms.TryGetValue(accumulator, out LineNorm line))
        {
            BigInteger error = PlanMath.Sqrt(ShapeOf(accumulator).Dimensions[line.Axis]) + 2;
            lineNorms[output] = line.Map(norm => scale * ((norm >> shift) + error) + error);
        }

        return output;
    }

    /// <summary>|f(x)| ≤ |x| up to a unit, for the entries and the tails: the norm does not grow (GELU, SiLU, tanh).</summary>
    private static bool IsContraction(TableSpec table, long[] values, LinearTail below, LinearTail above)
    {
        if (table.OutputBits < table.InputBits || table.Midpoints)
        {
            return false;
        }

        BigInteger slope = BigInteger.One << (table.OutputBits - table.InputBits);
        bool Flat(LinearTail tail) => BigInteger.Abs(tail.Slope) <= slope && BigInteger.Abs(tail.Constant) <= 1;
        return Flat(below) && Flat(above) && values.Select((v, i) => Math.Abs(v) <= (Math.Abs(table.Start + i) * (long)slope) + 1).All(static holds => holds);
    }

    /// <summary>The triangle inequality over terms whose norms lie along one axis of the output.</summary>
    private int SummedLine(int output, ImmutableArray<AffineTerm> terms, BigInteger constant)
    {
        int axis = -1;
        BigInteger norm = 0;
        foreach (AffineTerm term in terms)
        {
            LineNorm? line = lineNorms.TryGetValue(term.Tensor, out LineNorm known) ? known : ConstantLine(term.Tensor);
            if (line is not { } found || (axis >= 0 && term.Axes[found.Axis] != axis))
            {
                return output;
            }

            axis = term.Axes[found.Axis];
            norm += BigInteger.Abs(term.Coefficient) * found.Norm;
        }

        if (axis >= 0)
        {
            lineNorms[output] = new(norm + (BigInteger.Abs(constant) * (PlanMath.Sqrt(ShapeOf(output).Dimensions[axis]) + 1)), axis);
        }

        return output;
    }

    /// <summary>The longest row of a constant.</summary>
    private LineNorm? ConstantLine(int tensor)
    {
        if (!IsConstant(tensor) || ShapeOf(tensor).Rank == 0)
        {
            return null;
        }

        long[] values = ValuesOf(tensor);

        int last = ShapeOf(tensor).Rank - 1, length = ShapeOf(tensor).Dimensions[last];
        BigInteger largest = 0;
        for (int row = 0; row < values.Length; row += length)
        {
            BigInteger squares = 0;
            for (int i = row; i < row + length; i++)
            {
                squares += (BigInteger)values[i] * values[i];
            }

            largest = BigInteger.Max(largest, squares);
        }

        return new(PlanMath.Sqrt(largest) + 1, last);
    }

    /// <summary>Sharpens the interval of a contraction over one letter, and finds the norm of its lines.</summary>
    private void ContractLines(int output, int left, int right, string[] parts)
    {
        string contracted = new([.. parts[0].Where(letter => parts[1].IndexOf(letter) >= 0 && parts[2].IndexOf(letter) < 0)]);
        bool summedAlone = (parts[0] + parts[1]).Any(letter => parts[2].IndexOf(letter) < 0 && contracted.IndexOf(letter) < 0);
        if (contracted.Length != 1 || summedAlone || IsSquare(left, right, parts))
        {
            return;
        }

        int leftAxis = parts[0].IndexOf(contracted[0]), rightAxis = parts[1].IndexOf(contracted[0]);
        if (Line(left, leftAxis) is { } a)
        {
            if (IsConstant(right))
            {
                Narrow(output, PlanMath.Sqrt(Channels(right, parts[1], parts[2]).LargestSquares * a.Norm * a.Norm));
                if (ShapeOf(right).Rank == 2 && rightAxis == 1 && parts[0].IndexOf(parts[1][0]) < 0)
                {
                    lineNorms[output] = Image(right, a.Norm, parts[2].IndexOf(parts[1][0]));
                }
            }
            else if (Line(right, rightAxis) is { } b)
            {
                Narrow(output, a.Norm * b.Norm);
            }
        }

        if (rowSums.TryGetValue(left, out BigInteger sum) && leftAxis == parts[0].Length - 1)
        {
            Interval other = sum * RangeOf(right).WithZero();
            bool positive = RangeOf(left).Low.Sign >= 0;
            Narrow(output, positive ? other : new(-other.Magnitude, other.Magnitude));
            if (lineNorms.TryGetValue(right, out LineNorm line) && line.Axis != rightAxis && parts[0].IndexOf(parts[1][line.Axis]) < 0)
            {
                lineNorms[output] = new(sum * line.Norm, parts[2].IndexOf(parts[1][line.Axis]));
            }
        }
    }

    /// <summary>Norms of W·x for rows of W, whole and halved again and again, and ‖x‖ ≤ norm.</summary>
    private LineNorm Image(int weight, BigInteger norm, int axis)
    {
        const int ShortestPart = 8;
        int rows = ShapeOf(weight).Dimensions[0], columns = ShapeOf(weight).Dimensions[1];
        BigInteger Largest(int length) => Enumerable.Range(0, rows / length).Max(part =>
        {
            double gain = SingularValue.UpperBound(new ArraySegment<long>(ValuesOf(weight), part * length * columns, length * columns), length, columns);
            return (norm * new BigInteger(Math.Ceiling(gain * 1024)) >> 10) + 1;
        });

        var parts = ImmutableSortedDictionary.CreateBuilder<int, BigInteger>();
        for (int length = rows; length % 2 == 0 && length / 2 >= ShortestPart; length /= 2)
        {
            parts[length / 2] = Largest(length / 2);
        }

        return new(Largest(rows), axis, parts.ToImmutable());
    }

    private void Narrow(int tensor, BigInteger magnitude) => Narrow(tensor, new Interval(-magnitude, magnitude));

    private void Narrow(int tensor, Interval bound)
    {
        Interval range = RangeOf(tensor);
        Know(tensor, new(BigInteger.Max(range.Low, bound.Low), BigInteger.Min(range.High, bound.High)));
    }
}
