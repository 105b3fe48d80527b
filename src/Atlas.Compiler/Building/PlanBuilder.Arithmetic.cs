using System.Collections.Immutable;
using System.Numerics;
using Atlas.Compiler.Plan;

namespace Atlas.Compiler.Building;

/// <summary>Affine maps and contractions (docs/protocol.md §6.2-§6.4) with their intervals.</summary>
internal sealed partial class PlanBuilder
{
    /// <summary>A term whose axes are the output's.</summary>
    public AffineTerm Term(BigInteger coefficient, int tensor) => new(coefficient, tensor, [.. Enumerable.Range(0, ShapeOf(tensor).Rank)]);

    /// <summary>Σ c_i t_i + constant; all terms must have the same scale.</summary>
    public int Affine(string name, TensorShape shape, int scaleBits, ImmutableArray<AffineTerm> terms, BigInteger constant = default)
    {
        foreach (AffineTerm term in terms)
        {
            CheckTerm(name, shape, term);
        }

        bool zeroOutside = !shape.Causal || terms.All(t => ShapeOf(t.Tensor) == shape);
        int output = Add(
            name, shape, scaleBits, id => new AffineNode(id, Origin, terms, constant, !zeroOutside),
            range => terms.Aggregate(new Interval(constant, constant), (sum, t) => sum + t.Coefficient * OnShape(t.Tensor, shape, range)));
        return SummedLine(output, terms, constant);
    }

    /// <summary>Σ left·right for an index pattern such as "ik,jk->ij".</summary>
    public int Contract(string name, int left, int right, string pattern)
    {
        string[] parts = pattern.Split([",", "->"], StringSplitOptions.None);
        CheckLetters(name, left, right, parts);
        Dictionary<char, int> sizes = Sizes(left, parts[0]);
        foreach (KeyValuePair<char, int> entry in Sizes(right, parts[1]))
        {
            if (sizes.TryGetValue(entry.Key, out int size) && size != entry.Value)
            {
                throw new PlanException($"{name}: '{pattern}' does not fit {ShapeOf(left)} and {ShapeOf(right)}");
            }

            sizes[entry.Key] = entry.Value;
        }

        // A product with a masked tensor has its support.
        TensorShape shape = parts[0] == parts[2] && ShapeOf(left).Causal ? ShapeOf(left)
            : parts[1] == parts[2] && ShapeOf(right).Causal ? ShapeOf(right)
            : new([.. parts[2].Select(letter => sizes[letter])]);
        long count = sizes.Where(entry => parts[2].IndexOf(entry.Key) < 0).Aggregate(1L, static (product, entry) => product * entry.Value);
        int scale = tensors[left].ScaleBits + tensors[right].ScaleBits;
        int id = Add(
            name, shape, scale, output => new ContractionNode(output, Origin, left, right, pattern),
            range => ContractionBound(range(left), range(right), left, right, parts, count));
        ContractLines(id, left, right, parts);
        Release(left);
        Release(right);
        return id;
    }

    private void CheckTerm(string name, TensorShape shape, AffineTerm term)
    {
        ImmutableArray<int> own = ShapeOf(term.Tensor).Dimensions;
        if (term.Axes.Length != own.Length || term.Axes.Distinct().Count() != own.Length
            || term.Axes.Where((axis, k) => axis < 0 || axis >= shape.Rank || shape.Dimensions[axis] != own[k]).Any())
        {
            throw new PlanException($"{name}: a term of shape {ShapeOf(term.Tensor)} is not along the axes [{string.Join(",", term.Axes)}] of {shape}");
        }
    }

    /// <summary>One letter an axis, no letter twice, none in the output that no operand has.</summary>
    private void CheckLetters(string name, int left, int right, string[] parts)
    {
        bool fits = parts.Length == 3 && parts[0].Length == ShapeOf(left).Rank && parts[1].Length == ShapeOf(right).Rank
            && parts.All(static p => p.Distinct().Count() == p.Length) && parts[2].All(letter => (parts[0] + parts[1]).IndexOf(letter) >= 0);
        if (!fits)
        {
            throw new PlanException($"{name}: '{string.Join(" ", parts)}' does not name the axes of {ShapeOf(left)} and {ShapeOf(right)}");
        }
    }

    private static bool IsSquare(int left, int right, string[] parts) => left == right && parts[0] == parts[1];

    private Dictionary<char, int> Sizes(int tensor, string letters) =>
        letters.Select((letter, axis) => (letter, size: ShapeOf(tensor).Dimensions[axis])).ToDictionary(static e => e.letter, static e => e.size);

    private Interval OnShape(int tensor, TensorShape shape, Func<int, Interval> range) =>
        ShapeOf(tensor).Causal && !shape.Causal ? range(tensor).WithZero() : range(tensor);

    private Interval ContractionBound(Interval a, Interval b, int left, int right, string[] parts, long count)
    {
        if (IsSquare(left, right, parts))
        {
            return new(0, count * a.Magnitude * a.Magnitude);
        }

        bool summed = count > 1 || ShapeOf(left).Causal || ShapeOf(right).Causal;
        if (IsConstant(right) && summed)
        {
            return Lonely(left, parts[0], parts[1], parts[2]) * ChannelBound(a.WithZero(), right, parts[1], parts[2]);
        }

        if (IsConstant(left) && summed)
        {
            return Lonely(right, parts[1], parts[0], parts[2]) * ChannelBound(b.WithZero(), left, parts[0], parts[2]);
        }

        return summed ? count * (a.WithZero() * b.WithZero()) : a * b;
    }

    /// <summary>Elements along the axes that are summed and that only this operand has.</summary>
    private BigInteger Lonely(int operand, string letters, string other, string output) =>
        Sizes(operand, letters).Where(entry => other.IndexOf(entry.Key) < 0 && output.IndexOf(entry.Key) < 0).Aggregate(BigInteger.One, static (product, entry) => product * entry.Value);

    /// <summary>Per output channel, the positive and the negative weights times the operand's ends (docs/semantics.md).</summary>
    private Interval ChannelBound(Interval operand, int constant, string letters, string output)
    {
        ChannelSums sums = Channels(constant, letters, output);
        BigInteger low = 0, high = 0;
        for (int channel = 0; channel < sums.Positive.Length; channel++)
        {
            BigInteger positive = sums.Positive[channel], negative = sums.Negative[channel];
            low = BigInteger.Min(low, positive * operand.Low - negative * operand.High);
            high = BigInteger.Max(high, positive * operand.High - negative * operand.Low);
        }

        return new(low, high);
    }

    private ChannelSums Channels(int constant, string letters, string output)
    {
        bool[] isChannel = [.. letters.Select(letter => output.IndexOf(letter) >= 0)];
        if (!channelSums.TryGetValue(constant, out (bool[] IsChannel, ChannelSums Sums) known) || !known.IsChannel.SequenceEqual(isChannel))
        {
            known = (isChannel, ChannelSums.Of(ValuesOf(constant), ShapeOf(constant).Dimensions, isChannel));
            channelSums[constant] = known;
        }

        return known.Sums;
    }
}
