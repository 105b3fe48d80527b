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
        return id;
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
            return ChannelBound(a.WithZero(), right, parts[1], parts[2]);
        }

        if (IsConstant(left) && summed)
        {
            return ChannelBound(b.WithZero(), left, parts[0], parts[2]);
        }

        return summed ? count * (a.WithZero() * b.WithZero()) : a * b;
    }

    /// <summary>Per output channel, the positive and the negative weights times the operand's ends (docs/numerics.md).</summary>
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
            known = (isChannel, ChannelSums.Of(constantValues[constant], ShapeOf(constant).Dimensions, isChannel));
            channelSums[constant] = known;
        }

        return known.Sums;
    }
}
