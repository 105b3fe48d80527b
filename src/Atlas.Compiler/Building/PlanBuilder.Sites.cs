using System.Numerics;
using Atlas.Compiler.Plan;

namespace Atlas.Compiler.Building;

/// <summary>Digit sites: requantisation, range proofs, advice (docs/protocol.md §4, §6.5).</summary>
internal sealed partial class PlanBuilder
{
    // Runtime digits come from 64-bit integers.
    private const int MaximumSiteBits = 62;

    /// <summary>floor((acc + 2^(S-1)) / 2^S) with as many digits as the accumulator's interval needs.</summary>
    public int Requantise(string name, int accumulator, int shift, int scaleBits)
    {
        Interval rounded = Rounded(accumulator, shift, rounds: true);
        BigInteger beta = BigInteger.Max(0, -rounded.Low);
        var layout = new DigitLayout([shift, Math.Max(1, PlanMath.BitLength(rounded.High + beta))], beta);
        int output = DigitSite(name, accumulator, layout, new OutputFunctional(1, 0), beta, rounded, scaleBits, isConstraint: false);
        return RoundedLine(accumulator, output, shift, scale: 1);
    }

    /// <summary>A constraint: 0 ≤ acc on every valid element. Its digits hold 0 … <paramref name="high"/>; nobody reads it.</summary>
    public int Require(string name, int accumulator, BigInteger high)
    {
        var layout = new DigitLayout([0, Math.Max(1, PlanMath.BitLength(high))], 0, Rounds: false);
        var range = new Interval(0, high);
        return DigitSite(name, accumulator, layout, new OutputFunctional(1, 0), 0, range, tensors[accumulator].ScaleBits, isConstraint: true);
    }

    /// <summary>Digits that nothing links: they define the tensor, and only their capacity bounds it.</summary>
    private int AdviceSite(string name, TensorShape shape, BigInteger high, int scaleBits, TensorKind kind, Advice advice, out int site)
    {
        var layout = new DigitLayout([0, Math.Max(1, PlanMath.BitLength(high))], 0, Rounds: false);
        int created = site = NewSite(name, shape, layout, null);
        return Add(
            name, shape, scaleBits, id => new DigitSiteNode(id, Origin, created, null, advice, new OutputFunctional(1, 0), 0, false),
            _ => new(0, high), new(0, layout.Capacity - 1), kind);
    }

    private int DigitSite(
        string name, int accumulator, DigitLayout layout, DigitFunctional functional, BigInteger offset, Interval range, int scaleBits, bool isConstraint)
    {
        int site = NewSite(name, ShapeOf(accumulator), layout, accumulator);
        BigInteger top = (layout.Capacity >> layout.Shift) - 1;
        return Add(
            name, ShapeOf(accumulator), scaleBits, id => new DigitSiteNode(id, Origin, site, accumulator, null, functional, offset, isConstraint),
            _ => range, new(-offset, top - offset));
    }

    private int NewSite(string name, TensorShape shape, DigitLayout layout, int? accumulator)
    {
        if (layout.TotalBits > MaximumSiteBits)
        {
            throw new PlanException($"{name}: {layout.TotalBits} bits are needed, a site has at most {MaximumSiteBits}");
        }

        if (accumulator is { } acc)
        {
            Interval range = RangeOf(acc);
            if (range.Low + layout.Beta < 0 || range.High + layout.Beta >= layout.Capacity)
            {
                throw new PlanException($"{name}: {range} does not fit {layout.TotalBits} bits with β = {layout.Beta}");
            }

            if (tensors[acc].Capacity.Magnitude + layout.Beta + layout.Capacity >= ScalarField.Half)
            {
                throw new PlanException($"{name}: the link could wrap around, |{tensors[acc].Name}| may reach 2^{tensors[acc].Capacity.Bits}");
            }
        }

        sites.Add(new PlanSite(sites.Count, name, shape, layout));
        return sites.Count - 1;
    }

    /// <summary>The interval of the accumulator after its shift.</summary>
    private Interval Rounded(int accumulator, int shift, bool rounds)
    {
        Interval range = RangeOf(accumulator);
        BigInteger half = rounds && shift > 0 ? BigInteger.One << (shift - 1) : 0;
        return new((range.Low + half) >> shift, (range.High + half) >> shift);
    }
}
