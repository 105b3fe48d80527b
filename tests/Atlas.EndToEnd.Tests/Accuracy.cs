namespace Atlas.EndToEnd.Tests;

/// <summary>How well integer rows agree with float rows (docs/semantics.md, accuracy).</summary>
/// <param name="MeanCosine">Cosine of each pair of rows, in the mean; two zero rows count as 1.</param>
/// <param name="LargestError">Largest absolute difference of an element, in real units.</param>
/// <param name="Agreement">Share of the rows with the same best element, close calls included.</param>
internal sealed record Accuracy(double MeanCosine, double MinimumCosine, double LargestError, int Rows, double Agreement)
{
    public static Accuracy Of(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, int width)
    {
        Assert.Equal(expected.Length, actual.Length);
        int rows = expected.Length / width;
        double largestError = 0, sum = 0, minimum = 1;
        for (int i = 0; i < expected.Length; i++)
        {
            largestError = Math.Max(largestError, Math.Abs(expected[i] - actual[i]));
        }

        int agreeing = 0;
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<float> e = expected.Slice(row * width, width);
            ReadOnlySpan<float> a = actual.Slice(row * width, width);
            double cosine = Cosine(e, a);
            sum += cosine;
            minimum = Math.Min(minimum, cosine);
            agreeing += Best(a) == Best(e) ? 1 : 0;
        }

        return new Accuracy(sum / rows, minimum, largestError, rows, (double)agreeing / rows);
    }

    private static double Cosine(ReadOnlySpan<float> e, ReadOnlySpan<float> a)
    {
        double product = 0, expected = 0, actual = 0;
        for (int i = 0; i < e.Length; i++)
        {
            product += (double)e[i] * a[i];
            expected += (double)e[i] * e[i];
            actual += (double)a[i] * a[i];
        }

        return expected == 0 && actual == 0 ? 1 : product / Math.Sqrt(expected * actual);
    }

    private static int Best(ReadOnlySpan<float> row)
    {
        int best = 0;
        for (int i = 1; i < row.Length; i++)
        {
            best = row[i] > row[best] ? i : best;
        }

        return best;
    }
}
