namespace Atlas.Onnx.Kernels;

/// <summary>Functions that the base class library lacks.</summary>
internal static class SpecialFunctions
{
    /// <summary>
    /// The error function. The series erf(x) = 2/√π · exp(-x²) · Σ 2ⁿ x²ⁿ⁺¹ / (2n+1)!! has terms of one sign, so nothing cancels;
    /// beyond 6 the result rounds to 1.
    /// </summary>
    public static double Erf(double x)
    {
        if (double.IsNaN(x))
        {
            return x;
        }

        if (Math.Abs(x) >= 6)
        {
            return Math.Sign(x);
        }

        double term = x, sum = x;
        for (int n = 1; Math.Abs(term) > 1e-17 * Math.Abs(sum); n++)
        {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    /// <summary>1 / (1 + e^-x), without overflow on either side.</summary>
    public static double Sigmoid(double x)
    {
        double e = Math.Exp(-Math.Abs(x));
        return x >= 0 ? 1 / (1 + e) : e / (1 + e);
    }

    /// <summary>x·Φ(x), Φ the normal distribution function.</summary>
    public static double Gelu(double x) => 0.5 * x * (1 + Erf(x / Math.Sqrt(2)));

    /// <summary>The approximation x/2 · (1 + tanh(√(2/π)·(x + 0.044715·x³))).</summary>
    public static double GeluTanh(double x) => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));

    /// <summary>ln(1 + e^x), without overflow.</summary>
    public static double Softplus(double x) => Math.Max(x, 0) + LogOnePlus(Math.Exp(-Math.Abs(x)));

    /// <summary>ln(e^a + e^b), without overflow.</summary>
    public static double LogAddExp(double a, double b)
    {
        double max = Math.Max(a, b);
        return double.IsInfinity(max) || double.IsNaN(max) ? max : max + LogOnePlus(Math.Exp(-Math.Abs(a - b)));
    }

    /// <summary>The inverse of sinh.</summary>
    public static double Asinh(double x)
    {
        double y = Math.Abs(x), result = LogOnePlus(y + y * y / (1 + Math.Sqrt(1 + y * y)));
        return x < 0 ? -result : result;
    }

    /// <summary>The inverse of cosh.</summary>
    public static double Acosh(double x) => Math.Log(x + Math.Sqrt(x * x - 1));

    /// <summary>The inverse of tanh.</summary>
    public static double Atanh(double x) => 0.5 * LogOnePlus(2 * x / (1 - x));

    // ln(1 + x) for small x as well (Kahan): the rounding of 1 + x cancels in the quotient.
    private static double LogOnePlus(double x)
    {
        double sum = 1 + x;
        return sum == 1 || double.IsInfinity(sum) ? x : Math.Log(sum) * (x / (sum - 1));
    }
}
