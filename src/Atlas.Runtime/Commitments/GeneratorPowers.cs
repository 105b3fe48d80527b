using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;
using Atlas.Runtime.MultiScalar;

namespace Atlas.Runtime.Commitments;

/// <summary>[τ^i]_1 for a known τ: fixed-base multiplication, 32 affine additions a point from a table of all digits' multiples.</summary>
internal static class GeneratorPowers
{
    private const int DigitBits = 8;
    private const int Digits = 256 / DigitBits;
    private const int Batch = 1 << 12;

    public static G1Affine[] Compute(in Fr tau, int count)
    {
        var table = Table();
        var powers = new G1Affine[count];
        var scalar = Fr.One;
        for (var start = 0; start < count; start += Batch)
        {
            var size = Math.Min(Batch, count - start);
            var indices = new int[size * Digits];
            var starts = new int[size + 1];
            for (var i = 0; i < size; i++)
            {
                var integer = scalar.ToInteger();
                for (var digit = 0; digit < Digits; digit++)
                {
                    indices[(i * Digits) + digit] = (digit << DigitBits) + (int)integer.Bits(digit * DigitBits, DigitBits);
                }

                starts[i + 1] = (i + 1) * Digits;
                scalar *= tau;
            }

            SubsetSum.Compute(table, indices, starts, powers.AsSpan(start, size));
        }

        return powers;
    }

    /// <summary>Entry (d, v) is v·2^(8d)·G.</summary>
    private static G1Affine[] Table()
    {
        var multiples = new G1Jacobian[Digits << DigitBits];
        G1Jacobian step = G1Affine.Generator;
        for (var i = 0; i < multiples.Length; i++)
        {
            if ((i & ((1 << DigitBits) - 1)) == 0)
            {
                step = i == 0 ? step : multiples[i - 1] + step;
                multiples[i] = G1Jacobian.Infinity;
            }
            else
            {
                multiples[i] = multiples[i - 1] + step;
            }
        }

        var table = new G1Affine[multiples.Length];
        G1Jacobian.ToAffine(multiples, table);
        return table;
    }
}
