namespace Atlas.Compiler.Building;

/// <summary>An upper bound of a matrix's largest singular value.</summary>
internal static class SingularValue
{
    // Larger matrices get the Frobenius norm: the cube of their size would be felt at build time.
    private const int LargestSize = 128;

    // Far more than what the doubles below can be off by: n·2^-53 of a norm for each of three products.
    private const double Safety = 1 + 1e-6;

    /// <summary>
    /// (tr (A·Aᵀ)^4)^(1/8) ≥ σ_max, in doubles with a margin for their rounding; the Frobenius norm for large matrices.
    /// </summary>
    public static double UpperBound(ArraySegment<long> values, int rows, int columns)
    {
        int size = Math.Min(rows, columns);
        if (size > LargestSize)
        {
            return Math.Sqrt(values.Aggregate(0.0, static (sum, v) => sum + ((double)v * v))) * Safety;
        }

        double[] gram = Gram([.. values], rows, columns, size == rows), square = Square(gram, size);
        double trace = square.Aggregate(0.0, static (sum, v) => sum + (v * v));
        return Math.Sqrt(Math.Sqrt(Math.Sqrt(trace))) * Safety;
    }

    /// <summary>A·Aᵀ or Aᵀ·A, whichever is smaller.</summary>
    private static double[] Gram(long[] values, int rows, int columns, bool ofRows)
    {
        int size = ofRows ? rows : columns, length = ofRows ? columns : rows;
        int major = ofRows ? columns : 1, minor = ofRows ? 1 : columns;
        var gram = new double[size * size];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = 0;
                for (int k = 0; k < length; k++)
                {
                    sum += (double)values[(i * major) + (k * minor)] * values[(j * major) + (k * minor)];
                }

                gram[(i * size) + j] = gram[(j * size) + i] = sum;
            }
        }

        return gram;
    }

    private static double[] Square(double[] symmetric, int size)
    {
        var square = new double[size * size];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                double sum = 0;
                for (int k = 0; k < size; k++)
                {
                    sum += symmetric[(i * size) + k] * symmetric[(j * size) + k];
                }

                square[(i * size) + j] = sum;
            }
        }

        return square;
    }
}
