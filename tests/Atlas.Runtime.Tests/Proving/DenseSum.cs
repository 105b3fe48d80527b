using Atlas.Runtime.Fields;
using Atlas.Runtime.Lookups;
using Atlas.Runtime.Polynomials;
using Atlas.Runtime.Proving;
using Atlas.Runtime.Relations;
using Atlas.Runtime.Sumcheck;
using Atlas.Runtime.Tensors;
using Atlas.Runtime.Tests.Protocol;

namespace Atlas.Runtime.Tests.Proving;

/// <summary>
/// The slow, obvious prover of every sum: all tables on all variables, every evaluation point, no use of the claim. Indices are taken apart cell by cell.
/// </summary>
internal sealed class DenseSum : SumProver
{
    private readonly List<Fr[]> _tables = [];
    private readonly Func<Fr[], Fr> _summand;
    private readonly int[] _sent;

    public DenseSum(Sum sum, Witness witness)
        : base(threads: 1)
    {
        int size = 1 << sum.Degrees.Length;
        switch (sum)
        {
            case MergeSum merge:
                Add(size, FrontOf(merge.Front), static x => x);
                Add(size, Field(witness, merge.Tensor), static x => x);
                (_summand, _sent) = (static v => v[0] * v[1], [1]);
                break;
            case MaskSum mask:
                (_summand, _sent) = Mask(mask, witness, size);
                break;
            case ContractionSum contraction:
                Contraction(contraction, witness, size);
                Fr factor = contraction.Relation.Factor;
                (_summand, _sent) = (v => factor * v[0] * v[1] * v[2], contraction.Relation.IsSquare ? [1] : [1, 2]);
                break;
            case DigitProductSum product:
                Add(size, FrontOf(product.Front), static x => x);
                foreach (DigitFunctional functional in product.Functionals)
                {
                    _tables.Add([.. Enumerable.Range(0, size).Select(e => witness.Digits(product.Site).Apply(functional, e))]);
                }

                (_summand, _sent) = (v => v[0] * product.Evaluate(v.AsSpan(1)), [.. Enumerable.Range(1, product.Functionals.Length)]);
                break;
            case TableSum table:
                _tables.Add(Selection(table, witness));
                _tables.Add(Field(witness, table.Values));
                (_summand, _sent) = (static v => v[0] * v[1], [0, 1]);
                break;
            case RowMaxSum rowMax:
                (_summand, _sent) = RowMax(rowMax, witness, size);
                break;
            case GatherSum gather:
                Add(size, gather.Gamma, static x => x);
                Fr[] columns = Multilinear.EqTable(gather.Columns.Coordinates), all = Field(witness, gather.Table);
                _tables.Add([.. Enumerable.Range(0, size).Select(v => Kernels.InnerProduct(columns, all.AsSpan(v * columns.Length, columns.Length)))]);
                (_summand, _sent) = (static v => v[0] * v[1], [1]);
                break;
            default:
                throw new InvalidOperationException(sum.GetType().Name);
        }
    }

    public override void Round(Fr claim, Span<Fr> coefficients)
    {
        var values = new Fr[coefficients.Length];
        int half = _tables[0].Length / 2;
        for (int t = 0; t < values.Length; t++)
        {
            Fr at = Fr.FromInt64(t);
            for (int x = 0; x < half; x++)
            {
                values[t] += _summand([.. _tables.Select(table => table[x] + (at * (table[half + x] - table[x])))]);
            }
        }

        Assert.Equal(claim, values[0] + values[1]);
        RoundPolynomial.Interpolate(values).CopyTo(coefficients);
    }

    public override void Bind(Fr challenge)
    {
        for (int i = 0; i < _tables.Count; i++)
        {
            Fr[] table = _tables[i];
            int half = table.Length / 2;
            _tables[i] = [.. Enumerable.Range(0, half).Select(x => table[x] + (challenge * (table[half + x] - table[x])))];
        }
    }

    public override Fr[] Finals() => [.. _sent.Select(i => _tables[i][0])];

    public override void Dispose()
    {
    }

    private static Fr[] Field(Witness witness, TensorInfo info)
    {
        IntegerTensor tensor = witness.Tensor(info);
        return [.. Enumerable.Range(0, info.PaddedSize).Select(cell => Fr.FromInt128(tensor[cell]))];
    }

    /// <summary>A table over all variables that depends on a part of the index.</summary>
    private void Add(int size, Fr[] values, Func<int, int> part) => _tables.Add([.. Enumerable.Range(0, size).Select(x => values[part(x)])]);

    private (Func<Fr[], Fr> Summand, int[] Sent) Mask(MaskSum sum, Witness witness, int size)
    {
        TensorInfo output = sum.Relation.Output;
        HashSet<int> valid = [.. output.ValidCells()];
        Add(size, FrontOf(sum.Front), static x => x);
        _tables.Add([.. Enumerable.Range(0, size).Select(x => valid.Contains(x) ? Fr.One : Fr.Zero)]);
        foreach (AffineTerm term in sum.Relation.Terms)
        {
            string letters = Letters(output.Rank);
            Add(size, Field(witness, term.Tensor), x => Part(x, letters, output, string.Concat(term.Axes.Select(axis => letters[axis]))));
        }

        Fr[] coefficients = [.. sum.Relation.Terms.Select(static t => t.Coefficient)];
        Fr constant = sum.Relation.Constant;
        return (v => v[0] * v[1] * (constant + Kernels.InnerProduct(coefficients, v.AsSpan(2))), [.. Enumerable.Range(2, coefficients.Length)]);
    }

    private void Contraction(ContractionSum sum, Witness witness, int size)
    {
        Contraction relation = sum.Relation;
        string open = relation.Batch + relation.Inner;
        int inner = relation.Inner.Sum(relation.BitsOf);
        Add(size, FrontOf(sum.Front), x => x >> inner);
        foreach ((TensorInfo tensor, string letters) in new[] { (relation.Left, relation.LeftLetters), (relation.Right, relation.RightLetters) })
        {
            Fr[] values = Field(witness, tensor);
            var table = new Fr[size];
            for (int cell = 0; cell < values.Length; cell++)
            {
                Fr weight = Fr.One;
                foreach ((char letter, Point point) in sum.Bound)
                {
                    weight *= letters.Contains(letter) ? BooleanEq.At(point.Coordinates, Part(cell, letters, tensor, letter.ToString())) : Fr.One;
                }

                int place = 0;
                foreach (char letter in open)
                {
                    place = (place << relation.BitsOf(letter)) | Part(cell, letters, tensor, letter.ToString());
                }

                table[place] += weight * values[cell];
            }

            _tables.Add(table);
        }
    }

    private static Fr[] Selection(TableSum sum, Witness witness)
    {
        Fr[] front = FrontOf(sum.Front), selection = new Fr[sum.Values.PaddedSize];
        SiteDigits digits = witness.Digits(sum.Site);
        for (int x = 0; x < front.Length; x++)
        {
            Fr weight = front[x];
            foreach (DigitFunctional window in sum.Functionals.AsSpan(0, sum.Window))
            {
                weight *= digits.Apply(window, x);
            }

            if (!weight.IsZero)
            {
                selection[sum.IndexDigits.Sum(c => digits[c][x] << (sum.Site.Offsets[c] - sum.Site.Shift))] += weight;
            }
        }

        return selection;
    }

    private (Func<Fr[], Fr> Summand, int[] Sent) RowMax(RowMaxSum sum, Witness witness, int size)
    {
        RowMax relation = sum.Relation;
        Site site = relation.IndexSite;
        int columns = relation.Region.AxisBits[^1], mask = (1 << columns) - 1;
        HashSet<int> valid = [.. relation.Region.ValidCells()];
        Add(size, FrontOf(sum.Front), x => x >> columns);
        for (int c = site.Top; c >= 0; c--)
        {
            int offset = site.Offsets[c], width = (1 << site.Widths[c]) - 1, digit = c;
            _tables.Add([.. Enumerable.Range(0, size).Select(x => witness.Digits(site)[digit][x >> columns] == (((x & mask) >> offset) & width) ? Fr.One : Fr.Zero)]);
        }

        _tables.Add(Field(witness, relation.Source));
        _tables.Add([.. Enumerable.Range(0, size).Select(x => valid.Contains(x) ? sum.Gamma : Fr.Zero)]);
        return (v => v[..^2].Aggregate(Fr.One, static (product, f) => product * f) * (v[^2] + v[^1]), [.. Enumerable.Range(1, site.Count + 1)]);
    }

    private static string Letters(int rank) => "abcdefgh"[..rank];

    /// <summary>The index of some axes, taken from the index of a cell.</summary>
    private static int Part(int cell, string letters, TensorInfo info, string chosen)
    {
        int part = 0;
        foreach (char letter in chosen)
        {
            int axis = letters.IndexOf(letter, StringComparison.Ordinal), below = info.AxisBits[(axis + 1)..].ToArray().Sum();
            part = (part << info.AxisBits[axis]) | ((cell >> below) & ((1 << info.AxisBits[axis]) - 1));
        }

        return part;
    }

    private static Fr[] FrontOf(Front front) => [.. Enumerable.Range(0, 1 << front.Variables).Select(x => front.At([.. Bits(x, front.Variables)]))];

    private static IEnumerable<Fr> Bits(int x, int count) => Enumerable.Range(0, count).Select(i => Fr.FromInt64((x >> (count - 1 - i)) & 1));
}
