namespace Atlas.Onnx.Kernels;

/// <summary>Dense row-major matrix product.</summary>
internal static class MatrixKernel
{
    /// <summary>
    /// C += A·B for blocks of larger arrays: A is m×k from <paramref name="aStart"/>, B is k×n, C is m×n. The innermost loop runs along
    /// rows of B and C.
    /// </summary>
    public static void MultiplyAdd(double[] a, int aStart, double[] b, int bStart, double[] c, int cStart, int m, int k, int n)
    {
        for (int i = 0; i < m; i++)
        {
            Span<double> row = c.AsSpan(cStart + i * n, n);
            for (int j = 0; j < k; j++)
            {
                double factor = a[aStart + i * k + j];
                ReadOnlySpan<double> other = b.AsSpan(bStart + j * n, n);
                for (int column = 0; column < row.Length; column++)
                {
                    row[column] += factor * other[column];
                }
            }
        }
    }
}
