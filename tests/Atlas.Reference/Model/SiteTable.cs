using System.Numerics;
using Atlas.Compiler.Plan;
using Atlas.Reference.Mathematics;
using Atlas.Runtime.Fields;

namespace Atlas.Reference;

/// <summary>A site of the plan and its dense one-hot table P_s(c, e, a): variables in this order, big-endian, a lowest (docs/protocol.md §3).</summary>
public sealed class SiteTable(PlanSite site)
{
    public const int K = DigitTable.K;

    private readonly DigitCut[] _digits = [.. site.Layout.Digits];

    public int Id => site.Id;

    public string Label => $"s{site.Id}";

    public Shape Shape { get; } = new(site.Shape);

    public DigitLayout Layout => site.Layout;

    /// <summary>Variables of c.</summary>
    public int DigitBits { get; } = Shape.Bits(site.Layout.Count);

    public int Variables => DigitBits + Shape.Variables + DigitLayout.Kappa;

    /// <summary>Index of (c, e, a) in the table.</summary>
    public int Cell(int c, int e, int a) => (((c << Shape.Variables) | e) * K) + a;

    /// <summary>Whether the place (c, a) may hold a one.</summary>
    public bool Allows(int c, int a) => c < _digits.Length && a < 1 << _digits[c].Width;

    /// <summary>Digits of acc + β, least significant first; digits beyond the capacity are lost.</summary>
    public int[] DigitsOf(BigInteger value) => [.. _digits.Select(d => (int)((value >> d.Offset) & ((1 << d.Width) - 1)))];

    /// <summary>The table of P_s for the accumulator's values, given by their padded table.</summary>
    /// <param name="strict">An honest prover's values fit the capacity.</param>
    public Fr[] Encode(BigInteger[] accumulator, bool strict)
    {
        var table = new Fr[1 << Variables];
        foreach (int[] index in Shape.Cells())
        {
            int e = Shape.Flat(index);
            BigInteger value = accumulator[e] + Layout.Beta;
            if (strict && (value.Sign < 0 || value >= Layout.Capacity))
            {
                throw new InvalidOperationException($"{Label}[{string.Join(",", index)}]: {value} is outside [0, {Layout.Capacity}).");
            }

            int[] digits = DigitsOf(value);
            for (int c = 0; c < digits.Length; c++)
            {
                table[Cell(c, e, digits[c])] = Fr.One;
            }
        }

        return table;
    }

    /// <summary>For each element its non-zero cells.</summary>
    public List<(int C, int A, Fr Value)>[] Ones(Fr[] table)
    {
        var ones = new List<(int, int, Fr)>[Shape.Size];
        for (int e = 0; e < ones.Length; e++)
        {
            ones[e] = [];
        }

        for (int i = 0; i < table.Length; i++)
        {
            if (!table[i].IsZero)
            {
                ones[(i / K) & (Shape.Size - 1)].Add(((i / K) >> Shape.Variables, i % K, table[i]));
            }
        }

        return ones;
    }

    /// <summary>Rows of 2^w cells that hold a valid cell: the only ones that are sent.</summary>
    public int[] Rows(int logWidth)
    {
        if (Variables <= logWidth)
        {
            return [0];
        }

        int[] valid = [.. Shape.Cells().Select(Shape.Flat)];
        var rows = new SortedSet<int>();
        for (int c = 0; c < Layout.Count; c++)
        {
            rows.UnionWith(valid.Select(e => Cell(c, e, 0) >> logWidth));
        }

        return [.. rows];
    }
}
