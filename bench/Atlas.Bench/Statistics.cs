namespace Atlas.Bench;

/// <summary>Order statistics of repeated measurements: median, and the values that a quarter of them lie below and above.</summary>
internal readonly record struct Statistics(double LowerQuartile, double Median, double UpperQuartile)
{
    public static Statistics Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return new(Quantile(sorted, 0.25), Quantile(sorted, 0.5), Quantile(sorted, 0.75));
    }

    /// <summary>Linear between the two neighbours.</summary>
    private static double Quantile(double[] sorted, double share)
    {
        double at = share * (sorted.Length - 1);
        int below = (int)at, above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((at - below) * (sorted[above] - sorted[below]));
    }
}
