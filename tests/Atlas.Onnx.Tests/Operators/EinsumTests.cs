using static Atlas.Onnx.Tests.Operators.OperatorRules;

namespace Atlas.Onnx.Tests.Operators;

public sealed class EinsumTests
{
    [Theory]
    [InlineData("ij->ji", new double[] { 0, 2, 1, 3 })]
    [InlineData("ii->i", new double[] { 0, 3 })]
    [InlineData("ii", new double[] { 3 })]
    [InlineData("...j->...", new double[] { 1, 5 })]
    [InlineData("ba", new double[] { 0, 2, 1, 3 })]
    public void Einsum_OneOperand_RearrangesAndSums(string equation, double[] expected) =>
        Assert.Equal(expected, Run(12, "Einsum", [Counting(2, 2)], [], 1, ("equation", equation))[0].Reals.ToArray());

    [Theory]
    [InlineData("ij,jk->ik")]
    [InlineData("ij , jk")]
    [InlineData("...ij,...jk->...ik")]
    public void Einsum_MatrixProduct_IsMatMuls(string equation)
    {
        OnnxTensor a = Counting(2, 3), b = Counting(3, 4);

        OnnxTensor result = Run(12, "Einsum", [a, b], [], 1, ("equation", equation))[0];

        Assert.Equal(Run(13, "MatMul", [a, b], [])[0].Reals.ToArray(), result.Reals.ToArray());
        Assert.Equal(new OnnxShape(2, 4), result.Shape);
    }

    [Fact]
    public void Einsum_EllipsesOfTwoRanks_Broadcast() =>
        Assert.Equal(new OnnxShape(5, 2, 4), Run(12, "Einsum", [Counting(5, 2, 3), Counting(3, 4)], [], 1, ("equation", "...ij,...jk->...ik"))[0].Shape);

    [Fact]
    public void Einsum_SumOfNoTerms_IsZero() =>
        Assert.Equal([0, 0], Run(12, "Einsum", [Counting(2, 0)], [], 1, ("equation", "ij->i"))[0].Reals.ToArray());

    [Theory]
    [InlineData("ij,jk->ik")]
    [InlineData("i->i")]
    [InlineData("ij->k")]
    [InlineData("ij->ii")]
    [InlineData("i2->i")]
    [InlineData("")]
    public void Einsum_BadEquation_IsNamed(string equation) => Assert.Contains(
        $"attribute 'equation' is '{equation}'", Assert.Throws<AtlasModelException>(() => Run(12, "Einsum", [Counting(2, 2)], [], 1, ("equation", equation))).Message, StringComparison.Ordinal);

    [Fact]
    public void Einsum_ExtentsThatDiffer_AreNamed() => Assert.Contains(
        "the extents 3 and 2", Assert.Throws<AtlasModelException>(() => Run(12, "Einsum", [Counting(3), Counting(2)], [], 1, ("equation", "i,i->i"))).Message, StringComparison.Ordinal);
}
