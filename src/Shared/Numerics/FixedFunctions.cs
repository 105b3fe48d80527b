#if ATLAS_RUNTIME
namespace Atlas.Runtime.Numerics;
#else
namespace Atlas.Compiler.Numerics;
#endif

/// <summary>
/// Functions of fixed-point numbers. Absolute errors stay below 2^-52 for results of size 1: entries of tables with up to 20 fraction bits
/// are correctly rounded unless the true value lies within 2^-30 units of a tie, which the golden tests rule out.
/// </summary>
public readonly partial struct Fixed
{
    // Rounded to 64 fraction bits.
    private static readonly Fixed Ln2 = new(0, 0xB17217F7D1CF79AC), Log2E = new(1, 0x71547652B82FE177);

    public static Fixed Abs(Fixed x) => x.IsNegative ? -x : x;

    public static Fixed Min(Fixed a, Fixed b) => a < b ? a : b;

    public static Fixed Max(Fixed a, Fixed b) => a < b ? b : a;

    public static Fixed Relu(Fixed x) => x.IsNegative ? Zero : x;

    /// <summary>x^exponent for an integer exponent.</summary>
    public static Fixed Pow(Fixed x, int exponent)
    {
        if (exponent < 0)
        {
            return One / Pow(x, -exponent);
        }

        Fixed result = One;
        for (int i = 0; i < exponent; i++)
        {
            result *= x;
        }

        return result;
    }

    /// <summary>e^x = 2^k·e^r with |r| ≤ ln2 / 2; e^r = (e^(r/32))^32 by the Taylor series.</summary>
    public static Fixed Exp(Fixed x)
    {
        if (x < -46)
        {
            return Zero; // below half a unit of the last place
        }

        if (x >= 43.6)
        {
            throw new OverflowException("fixed-point exponential");
        }

        int k = checked((int)(x * Log2E).ToScaledInteger(0));
        Fixed r = (x - k * Ln2).Shift(-5), sum = One;
        for (int n = 8; n >= 1; n--)
        {
            sum = One + r * sum * Reciprocals[n];
        }

        for (int i = 0; i < 5; i++)
        {
            sum *= sum;
        }

        return sum.Shift(k);
    }

    public static Fixed Tanh(Fixed x)
    {
        Fixed e = Exp(-2 * Abs(x));
        Fixed magnitude = (One - e) / (One + e);
        return x.IsNegative ? -magnitude : magnitude;
    }

    /// <summary>1 / (1 + e^-x)</summary>
    public static Fixed Sigmoid(Fixed x)
    {
        Fixed e = Exp(-Abs(x));
        return (x.IsNegative ? e : One) / (One + e);
    }

    /// <summary>Square root by two Newton steps from a double, whose 53 bits make the first step exact to 100.</summary>
    public static Fixed Sqrt(Fixed x)
    {
        if (x.IsNegative)
        {
            throw new OverflowException("square root of a negative number");
        }

        if (x == Zero)
        {
            return Zero;
        }

        Fixed root = Math.Sqrt((double)x);
        root = (root + x / root).Shift(-1);
        return (root + x / root).Shift(-1);
    }

    /// <summary>Error function.</summary>
    public static Fixed Erf(Fixed x) => x.IsNegative ? -ErrorFunction.At(-x) : ErrorFunction.At(x);

    private static readonly Fixed[] Reciprocals = CreateReciprocals(32);

    private static Fixed[] CreateReciprocals(int count)
    {
        var reciprocals = new Fixed[count];
        for (int n = 1; n < count; n++)
        {
            reciprocals[n] = One / n;
        }

        return reciprocals;
    }

    /// <summary>
    /// erf on [0, ∞) by Taylor expansions about multiples of 1/16: with g = erf' and g_n = g^(n)/n!,
    /// (n+1)·g_{n+1} = -2(c·g_n + g_{n-1}) and erf(c+δ) = erf(c) + Σ g_n δ^{n+1}/(n+1).
    /// </summary>
    private static class ErrorFunction
    {
        private const int NodeBits = 4, Terms = 16, Last = 7;
        private static readonly Fixed TwoOverSqrtPi = new(1, 0x20DD750429B6D11B);
        private static readonly Fixed[][] Nodes = CreateNodes();

        public static Fixed At(Fixed x)
        {
            if (x >= Last)
            {
                return One; // 1 - erf(7) < 2^-74
            }

            int node = (int)x.ToScaledInteger(NodeBits);
            return Evaluate(Nodes[node], x - Scaled(node, NodeBits));
        }

        private static Fixed Evaluate(Fixed[] coefficients, Fixed delta)
        {
            Fixed sum = Zero;
            for (int n = Terms; n >= 0; n--)
            {
                sum = sum * delta + coefficients[n];
            }

            return sum;
        }

        private static Fixed[][] CreateNodes()
        {
            var nodes = new Fixed[(Last << NodeBits) + 1][];
            Fixed value = Zero, step = Scaled(1, NodeBits);
            for (int node = 0; node < nodes.Length; node++)
            {
                nodes[node] = Expand(Scaled(node, NodeBits), value);
                value = Evaluate(nodes[node], step);
            }

            return nodes;
        }

        private static Fixed[] Expand(Fixed centre, Fixed value)
        {
            var coefficients = new Fixed[Terms + 1];
            Fixed previous = Zero, current = TwoOverSqrtPi * Exp(-(centre * centre));
            coefficients[0] = value;
            for (int n = 0; n < Terms; n++)
            {
                coefficients[n + 1] = current * Reciprocals[n + 1];
                Fixed next = -2 * (centre * current + previous) * Reciprocals[n + 1];
                (previous, current) = (current, next);
            }

            return coefficients;
        }
    }
}
