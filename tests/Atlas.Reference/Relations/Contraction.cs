using System.Numerics;
using Atlas.Compiler.Plan;
using Atlas.Reference.Channels;
using Atlas.Reference.Mathematics;
using Atlas.Reference.Sumcheck;
using Atlas.Runtime.Fields;

namespace Atlas.Reference.Relations;

/// <summary>
/// out = Σ A·B for an index pattern such as "ik,jk->ij" (docs/protocol.md §6.3, §6.4; eprint 2013/351). Batch letters occur in A, B and the output, inner letters in A and B only; a
/// letter of one operand that the output lacks is summed by evaluation at ½.
/// </summary>
public sealed class Contraction : Node
{
    private readonly int[] _tensors;
    private readonly string[] _letters;
    private readonly string _output, _batch, _inner, _lonely;
    private readonly Dictionary<char, int> _sizes = [];

    public Contraction(ReferenceModel model, ContractionNode plan)
        : base(model, plan)
    {
        string[] sides = plan.Pattern.Split("->");
        _tensors = [plan.Left, plan.Right];
        _letters = sides[0].Split(',');
        _output = sides[1];
        for (int i = 0; i < 2; i++)
        {
            for (int axis = 0; axis < _letters[i].Length; axis++)
            {
                _sizes[_letters[i][axis]] = model.Shapes[_tensors[i]].Dimensions[axis];
            }
        }

        _batch = Only(_output, x => _letters.All(letters => letters.Contains(x)));
        _inner = Only(_letters[0], x => _letters[1].Contains(x) && !_output.Contains(x));
        _lonely = Only(string.Concat(_sizes.Keys), x => !_output.Contains(x) && _letters.Count(letters => letters.Contains(x)) == 1);
    }

    private bool IsSquare => _tensors[0] == _tensors[1] && _letters[0] == _letters[1];

    protected override Claims Several => _batch == _output ? Claims.Combine : Claims.Merge;

    public override void Execute(Witness witness)
    {
        string all = _output + _inner + _lonely;
        int[][] strides = [.. _letters.Append(_output).Select(letters => Strides(letters, all))];
        var table = new BigInteger[Shape.Size];
        Add(0, 0, 0, 0);
        witness.Set(Output, table);

        void Add(int letter, int left, int right, int output)
        {
            if (letter == all.Length)
            {
                table[output] += witness[_tensors[0]][left] * witness[_tensors[1]][right];
                return;
            }

            for (int i = 0; i < _sizes[all[letter]]; i++)
            {
                Add(letter + 1, left + (i * strides[0][letter]), right + (i * strides[1][letter]), output + (i * strides[2][letter]));
            }
        }
    }

    protected override IEnumerable<Sum> Reduce(Context context, List<Claim> claims)
    {
        var at = new Dictionary<char, Coordinate[]>();
        foreach (char x in _lonely)
        {
            at[x] = [.. Enumerable.Repeat<Coordinate>(Fr.Half, Bits(x))];
        }

        if (Several == Claims.Merge)
        {
            // one claim, of which only the batch coordinates stay in an eq
            Claim claim = claims.Single();
            foreach ((char x, int axis) in _output.Select(static (x, axis) => (x, axis)))
            {
                at[x] = claim.Point[Shape.Axis(axis)];
            }

            claims = [new Claim([.. _batch.SelectMany(x => at[x])], claim.Value)];
        }

        var front = new Front(context, Label, claims);
        Fr factor = Fr.FromInt64(2).Pow(_lonely.Sum(Bits));
        int batchBits = _batch.Sum(Bits);
        int[] degrees = [.. Sum.Same(3, batchBits), .. Sum.Same(2, _inner.Sum(Bits))];
        Fr[] values = [];
        yield return new Sum(Label, front.Value, degrees, witness => Tables(witness, front, factor, at), end =>
        {
            int start = 0;
            foreach (char x in _batch + _inner)
            {
                at[x] = end.Point[start..(start + Bits(x))];
                start += Bits(x);
            }

            Fr weight = factor * front.At(end.Point[..batchBits].Values());
            values = context.Message($"{Label}.operands", IsSquare ? 1 : 2, _ => IsSquare ? [end.Values[1]] : end.Values[1..], v => (weight * v[0] * v[^1]) - end.Target);
            return weight * values[0] * values[^1];
        });
        for (int i = 0; i < values.Length; i++)
        {
            context.Claim(_tensors[i], [.. _letters[i].SelectMany(x => at[x])], values[i]);
        }
    }

    private static string Only(string letters, Func<char, bool> condition) => string.Concat(letters.Where(condition));

    private int Bits(char letter) => Shape.Bits(_sizes[letter]);

    /// <summary>Distance in an operand's padded table between neighbours along each of the letters <paramref name="all"/>.</summary>
    private int[] Strides(string letters, string all) =>
        [.. all.Select(x => letters.Contains(x) ? 1 << letters[(letters.IndexOf(x, StringComparison.Ordinal) + 1)..].Sum(Bits) : 0)];

    private Summand Tables(Witness witness, Front front, Fr factor, Dictionary<char, Coordinate[]> at)
    {
        Fr[] eq = [.. front.Table().SelectMany(e => Enumerable.Repeat(e, 1 << _inner.Sum(Bits)))];
        return new Summand([eq, Restrict(witness, 0, at), Restrict(witness, 1, at)], new Term(factor, 0, 1, 2));
    }

    /// <summary>An operand over the letters that are summed by rounds, its other letters bound.</summary>
    private Fr[] Restrict(Witness witness, int operand, Dictionary<char, Coordinate[]> at)
    {
        string letters = _letters[operand], free = _batch + _inner;
        Fr[] source = witness.Field(_tensors[operand]);
        var table = new Fr[1 << free.Sum(Bits)];
        var weights = letters.ToDictionary(x => x, x => free.Contains(x) ? [] : Mle.EqTable(at[x].Values()));
        int[] from = Strides(letters, letters), to = Strides(free, letters);
        Add(0, 0, 0, Fr.One);
        return table;

        void Add(int letter, int cell, int target, Fr weight)
        {
            if (letter == letters.Length)
            {
                table[target] += weight * source[cell];
                return;
            }

            Fr[] eq = weights[letters[letter]];
            for (int i = 0; i < 1 << Bits(letters[letter]); i++)
            {
                Add(letter + 1, cell + (i * from[letter]), target + (i * to[letter]), eq.Length == 0 ? weight : weight * eq[i]);
            }
        }
    }
}
