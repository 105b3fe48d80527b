using System.Numerics;
using Atlas.Runtime.Fields;

namespace Atlas.Reference.Channels;

/// <summary>The prover's data: integers of every tensor, the dense one-hot table of every site.</summary>
public sealed class Witness
{
    private readonly Dictionary<int, BigInteger[]> _values = [];
    private readonly Dictionary<int, Fr[]> _field = [];
    private readonly Dictionary<int, Fr[]> _oneHot = [];
    private readonly Dictionary<int, List<(int C, int A, Fr Value)>[]> _ones = [];
    private readonly Dictionary<(int Site, DigitTable Table), Fr[]> _functionals = [];

    public Witness(ReferenceModel model, Tamper tamper)
    {
        Model = model;
        Tamper = tamper;
        foreach ((int tensor, BigInteger[] values) in model.Constants)
        {
            Set(tensor, values);
        }
    }

    public ReferenceModel Model { get; }

    public Tamper Tamper { get; }

    /// <summary>Padded integers of a tensor.</summary>
    public BigInteger[] this[int tensor] => _values[tensor];

    public Fr[] OneHot(int site) => _oneHot[site];

    /// <summary>Non-zero cells of each element.</summary>
    public List<(int C, int A, Fr Value)>[] Ones(int site) => _ones[site];

    public void Set(int tensor, BigInteger[] table) => _values[tensor] = Tamper.Tensor is null ? table : Tamper.Tensor(tensor, [.. table]);

    /// <summary>As <see cref="Set"/>, for field values: the signed representative of least magnitude.</summary>
    public void SetField(int tensor, IEnumerable<Fr> table) => Set(tensor, [.. table.Select(Signed)]);

    /// <summary>Padded field values of a tensor.</summary>
    public Fr[] Field(int tensor)
    {
        if (!_field.TryGetValue(tensor, out Fr[]? table))
        {
            _field.Add(tensor, table = [.. _values[tensor].Select(Fr.FromBigInteger)]);
        }

        return table;
    }

    /// <summary>Writes a site's digits from its accumulator's padded table.</summary>
    public void Encode(SiteTable site, BigInteger[] accumulator)
    {
        Fr[] table = site.Encode(accumulator, Tamper.IsHonest);
        table = Tamper.OneHot is null ? table : Tamper.OneHot(site.Id, table);
        _oneHot[site.Id] = table;
        _ones[site.Id] = site.Ones(table);
    }

    /// <summary>Σ_{c,a} U(c,a)·P_s(c,e,a) for every element.</summary>
    public Fr[] Functional(SiteTable site, DigitTable table)
    {
        if (!_functionals.TryGetValue((site.Id, table), out Fr[]? values))
        {
            values = [.. _ones[site.Id].Select(cells => Sum(cells.Select(cell => cell.Value * table[cell.C, cell.A])))];
            _functionals.Add((site.Id, table), values);
        }

        return values;
    }

    /// <summary>{index: weight} that an element's digits select: one index for an honest prover.</summary>
    public Dictionary<int, Fr> Selected(SiteTable site, IReadOnlyList<int> digits, int element, Fr weight)
    {
        var found = new Dictionary<int, Fr> { [0] = weight };
        foreach (int digit in digits.Reverse())
        {
            int width = site.Layout.Digits[digit].Width;
            var next = new Dictionary<int, Fr>();
            foreach ((int c, int a, Fr value) in _ones[site.Id][element].Where(cell => cell.C == digit && cell.A < 1 << width))
            {
                foreach ((int index, Fr product) in found)
                {
                    next[(index << width) | a] = product * value;
                }
            }

            found = next;
        }

        return found;
    }

    public static Fr Sum(IEnumerable<Fr> values) => values.Aggregate(Fr.Zero, static (sum, v) => sum + v);

    private static BigInteger Signed(Fr value)
    {
        BigInteger v = value.ToBigInteger();
        return 2 * v < Fr.Modulus ? v : v - Fr.Modulus;
    }
}
