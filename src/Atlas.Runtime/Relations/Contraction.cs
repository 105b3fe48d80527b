using Atlas.Runtime.Fields;
using Atlas.Runtime.Sumcheck;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Relations;

/// <summary>
/// out = Σ left·right for an index pattern such as "hqd,hkd->hqk" (Thaler, eprint 2013/351; docs/protocol.md §6.3, §6.4). Letters in both operands and the output are batch letters; letters in both
/// operands only are contracted; a letter of one operand that the output lacks is summed by evaluation at ½. A product is "ij,ij->ij"; broadcast it is "ij,i->ij", and
/// only the common letters need rounds.
/// </summary>
public sealed class Contraction : Relation
{
    private readonly SortedDictionary<char, int> _bits = [];
    private readonly Fr _factor;
    private readonly SingleClaim? _single;

    public Contraction(TensorInfo output, TensorInfo left, TensorInfo right, string pattern)
        : base(output)
    {
        Left = left;
        Right = right;
        string[] sides = pattern.Split("->"), operands = sides[0].Split(',');
        (LeftLetters, RightLetters, OutputLetters) = (operands[0], operands[1], sides[1]);
        Describe(LeftLetters, left);
        Describe(RightLetters, right);
        Batch = string.Concat(OutputLetters.Where(x => LeftLetters.Contains(x) && RightLetters.Contains(x)));
        Inner = string.Concat(LeftLetters.Where(x => RightLetters.Contains(x) && !OutputLetters.Contains(x)));
        Lonely = string.Concat(_bits.Keys.Where(x => !OutputLetters.Contains(x) && LeftLetters.Contains(x) != RightLetters.Contains(x)));
        _factor = Fr.FromUInt64(1UL << Lonely.Sum(BitsOf));
        _single = Batch == OutputLetters ? null : new SingleClaim(this);
    }

    public TensorInfo Left { get; }

    public TensorInfo Right { get; }

    /// <summary>One letter an axis.</summary>
    public string LeftLetters { get; }

    public string RightLetters { get; }

    public string OutputLetters { get; }

    /// <summary>Letters of both operands and the output, in the output's order.</summary>
    public string Batch { get; }

    /// <summary>Letters of both operands that the output lacks, in the left operand's order.</summary>
    public string Inner { get; }

    /// <summary>Letters of one operand only that the output lacks.</summary>
    public string Lonely { get; }

    /// <summary>2^(variables of <see cref="Lonely"/>): the sums by evaluation at ½.</summary>
    public Fr Factor => _factor;

    /// <summary>The same tensor with the same letters twice: ends in one claim.</summary>
    public bool IsSquare => Left == Right && LeftLetters == RightLetters;

    /// <summary>Variables of a letter.</summary>
    public int BitsOf(char letter) => _bits[letter];

    public override IEnumerable<Sum> Reduce(Channel channel, IReadOnlyList<Claim> claims)
    {
        if (_single is not null)
        {
            return _single.Reduce(channel, claims);
        }

        return Sumcheck(channel, claims, Bind(claims: null));
    }

    private void Describe(string letters, TensorInfo tensor)
    {
        for (int axis = 0; axis < letters.Length; axis++)
        {
            _bits[letters[axis]] = tensor.AxisBits[axis];
        }
    }

    /// <summary>Points of the letters without rounds: ½ for the lonely ones, the claim's coordinates for those of the output.</summary>
    private SortedDictionary<char, Point> Bind(Claim? claims)
    {
        var bound = new SortedDictionary<char, Point>();
        foreach (char letter in Lonely)
        {
            bound[letter] = Point.OfConstant(Fr.Half, BitsOf(letter));
        }

        if (claims is { } claim)
        {
            for (int axis = 0; axis < OutputLetters.Length; axis++)
            {
                if (!Batch.Contains(OutputLetters[axis]))
                {
                    bound[OutputLetters[axis]] = claim.Point[Output.AxisRange(axis)];
                }
            }
        }

        return bound;
    }

    private IEnumerable<Sum> Sumcheck(Channel channel, IReadOnlyList<Claim> claims, SortedDictionary<char, Point> bound)
    {
        var front = Front.Combine(channel, claims);
        int batch = Batch.Sum(BitsOf), inner = Inner.Sum(BitsOf);
        int[] degrees = [.. Enumerable.Repeat(3, batch), .. Enumerable.Repeat(2, inner)];
        var sum = new ContractionSum(Label, front, this, bound, degrees);
        yield return sum;

        Fr[] values = sum.Finals(channel, $"{Label}.operands", IsSquare ? 1 : 2);
        sum.EndValue = _factor * front.At(sum.Point[..batch].Coordinates) * values[0] * values[^1];
        yield return sum;

        int start = 0;
        foreach (char letter in Batch + Inner)
        {
            bound[letter] = sum.Point[start..(start + BitsOf(letter))];
            start += BitsOf(letter);
        }

        channel.Claim(Left, PointOf(LeftLetters, bound), values[0]);
        if (!IsSquare)
        {
            channel.Claim(Right, PointOf(RightLetters, bound), values[1]);
        }
    }

    private static Point PointOf(string letters, SortedDictionary<char, Point> bound) => Point.Concat([.. letters.Select(x => bound[x])]);

    /// <summary>With letters of one operand in the output there is one claim, of which only the batch coordinates stay in an eq.</summary>
    private sealed class SingleClaim(Contraction owner) : MergingRelation(owner.Output)
    {
        protected override IEnumerable<Sum> ReduceOne(Channel channel, Claim claim)
        {
            var batch = owner.Batch.Select(x => claim.Point[owner.Output.AxisRange(owner.OutputLetters.IndexOf(x, StringComparison.Ordinal))]);
            return owner.Sumcheck(channel, [new Claim(Point.Concat([.. batch]), claim.Value)], owner.Bind(claim));
        }
    }
}
