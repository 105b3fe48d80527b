using Atlas.Compiler.Numerics;
using Atlas.Compiler.Plan;

namespace Atlas.Compiler.Building;

/// <summary>The power-of-two scale of a weight tensor (docs/semantics.md).</summary>
internal static class WeightScale
{
    public static double PowerOfTwo(int exponent) => WeightDecoder.PowerOfTwo(exponent);

    /// <summary>
    /// Fraction bits for which the largest magnitude has about <paramref name="weightBits"/> bits. They become the shift of the requantisation behind, so they are a multiple of
    /// a digit: the nearest, and the lower of two, since a digit more costs a one for each element.
    /// </summary>
    public static int FractionBits(Weights weights, int weightBits)
    {
        double largest = 0;
        foreach (double value in weights.Values)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        if (largest == 0)
        {
            return weightBits / DigitLayout.Kappa * DigitLayout.Kappa;
        }

        int bits = weightBits + 32;
        while (largest * PowerOfTwo(bits) >= PowerOfTwo(weightBits))
        {
            bits--;
        }

        return Math.Max(0, (bits + 1) / DigitLayout.Kappa * DigitLayout.Kappa);
    }
}
