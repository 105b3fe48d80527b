namespace Atlas.Compiler.Costs;

/// <summary>
/// Nanoseconds of the prover for the sums of the walk. A table of N cells has N - 1 pairs in all its rounds together, so what a pair costs counts N times.
/// </summary>
internal sealed class SumCosts(Primitives primitives)
{
    private double Product => primitives.LaneProduct;

    /// <summary>Σ t(x)·Σ α^i eq(r_i, x): one pass over the integers for each claim and one more; all else is of square-root size.</summary>
    public double Merge(int claims, double elements, int rounds) => Rounds(rounds) + ((claims + 1) * elements * primitives.IntegerProduct);

    /// <summary>Σ eq·valid·Σ c_i t_i: each operand is spread over the cells and evaluated at the end; three products a pair for a round, three to bind.</summary>
    public double Mask(int claims, int terms, double cells, int rounds) =>
        Rounds(rounds) + (cells * (((claims + terms + 6) * Product) + (terms * (primitives.LaneSum + primitives.IntegerProduct))));

    /// <summary>
    /// Integers times eq over both operands, then Σ eq·A·B over <paramref name="cells"/> cells, of which <paramref name="outer"/> carry the eq factor.
    /// </summary>
    public double Contraction(int claims, double operands, double outer, double cells, int rounds) =>
        Rounds(rounds) + (operands * primitives.IntegerProduct) + (outer * claims * Product) + (cells * 5 * Product);

    /// <summary>Σ eq·Π U: the factors from digits, then for each of the degree's points one product a factor.</summary>
    public double Digits(int claims, int factors, int digits, int degree, double cells, int rounds)
    {
        double perCell = (claims * Product) + (digits * primitives.LaneSum) + (degree * ((factors * Product) + ((factors + 1) * primitives.LaneSum))) + ((factors + 1) * Product);
        return Rounds(rounds) + (cells * perCell);
    }

    /// <summary>Σ_k G(k)·Val(k), with G from one bucket addition for each element.</summary>
    public double Table(int claims, double elements, double entries, int rounds) =>
        Rounds(rounds) + (elements * ((claims * Product) + primitives.Bucket)) + (entries * (primitives.LaneSum + (4 * Product)));

    /// <summary>The rows' rounds take about three products for each cell and point; the columns' are a product of two vectors.</summary>
    public double RowMax(int claims, int digits, double rows, double columns, int rounds) =>
        Rounds(rounds) + (rows * claims * Product) + (rows * columns * 3 * (digits + 3) * Product) + (columns * 4 * Product);

    /// <summary>One pass over the table, then a product of two vectors.</summary>
    public double Gather(double cells, double rows, int rounds) => Rounds(rounds) + (cells * primitives.IntegerProduct) + (rows * 4 * Product);

    /// <summary>A tensor's value at a point: one pass.</summary>
    public double Claim(double elements) => primitives.Message + (elements * primitives.IntegerProduct);

    private double Rounds(int rounds) => rounds * (primitives.Round + primitives.Message);
}
