using System.Numerics;
using Atlas.Compiler.Building;

namespace Atlas.Compiler.Lowering;

/// <summary>Changes of scale: exact to more fraction bits, rounding to fewer.</summary>
internal static class Rescaling
{
    // Significant bits of a factor that is no power of two.
    private const int FactorBits = 14;

    /// <summary>Rounds to a scale, or aligns to it exactly.</summary>
    public static int Round(LoweringContext context, Scaled value, string name, int scaleBits)
    {
        Scaled plain = WithoutFactor(context, value, name);
        PlanBuilder plan = context.Plan;
        int shift = plan[plain.Tensor].ScaleBits - PowerOf(plain.Factor) - scaleBits;
        return shift switch
        {
            0 when plain.Factor == 1 => plain.Tensor,
            <= 0 => plan.Affine($"{name}.aligned", plan.ShapeOf(plain.Tensor), scaleBits, [plan.Term(BigInteger.One << -shift, plain.Tensor)]),
            _ => plan.Requantise(name, plain.Tensor, shift, scaleBits),
        };
    }

    /// <summary>Multiplies exactly so that the value has more fraction bits.</summary>
    public static BigInteger Alignment(PlanBuilder plan, Scaled value, int scaleBits) => BigInteger.One << (scaleBits - FractionBits(plan, value));

    /// <summary>Fraction bits of a value whose factor is a power of two.</summary>
    public static int FractionBits(PlanBuilder plan, Scaled value) => plan[value.Tensor].ScaleBits - PowerOf(value.Factor);

    /// <summary>The same value with a factor that is a power of two.</summary>
    public static Scaled WithoutFactor(LoweringContext context, Scaled value, string name)
    {
        if (TryPowerOf(value.Factor, out _))
        {
            return value;
        }

        PlanBuilder plan = context.Plan;
        if (value.Factor == 0)
        {
            return new(plan.Affine($"{name}.zero", plan.ShapeOf(value.Tensor), context.ScaleBits, []), 1);
        }

        int bits = 0;
        while (Math.Abs(value.Factor) * WeightScale.PowerOfTwo(bits) < WeightScale.PowerOfTwo(FactorBits - 1))
        {
            bits++;
        }

        var coefficient = new BigInteger(Math.Floor(value.Factor * WeightScale.PowerOfTwo(bits) + 0.5));
        int scaled = plan.Affine($"{name}.scaled", plan.ShapeOf(value.Tensor), plan[value.Tensor].ScaleBits + bits, [plan.Term(coefficient, value.Tensor)]);
        return new(scaled, 1);
    }

    private static int PowerOf(double factor) => TryPowerOf(factor, out int power) ? power : throw new PlanException($"{factor} is no power of two");

    private static bool TryPowerOf(double factor, out int power)
    {
        for (power = -64; power <= 64; power++)
        {
            if (WeightScale.PowerOfTwo(power) == factor)
            {
                return true;
            }
        }

        return false;
    }
}
