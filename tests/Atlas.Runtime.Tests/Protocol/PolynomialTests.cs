using System.Text.Json;
using Atlas.Runtime.Fields;
using Atlas.Runtime.Polynomials;
using Atlas.Runtime.Sumcheck;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Tests.Protocol;

public class PolynomialTests
{
    private static readonly JsonElement Indicators = Vectors.Root.GetProperty("indicators");
    private static readonly Fr[] R = Vectors.Fields(Indicators.GetProperty("r")), Q = Vectors.Fields(Indicators.GetProperty("q"));

    [Fact]
    public void Eq_OfTheVectors_HasTheirValue() => Assert.Equal(Vectors.Field(Indicators.GetProperty("eq(r, q)")), Multilinear.Eq(R, Q));

    [Fact]
    public void LessThan_OfTheVectors_HasTheirValues()
    {
        foreach (JsonElement valid in Indicators.GetProperty("valid").EnumerateArray())
        {
            Assert.Equal(Vectors.Field(valid.GetProperty("at r")), Indicator.LessThan(valid.GetProperty("d").GetInt32(), R));
        }
    }

    [Fact]
    public void Causal_OfTheVectorsWithoutOffset_HasTheirValues()
    {
        int checkedValues = 0;
        foreach (JsonElement causal in Indicators.EnumerateObject().Single(static p => p.Name.StartsWith("causal [", StringComparison.Ordinal)).Value.EnumerateArray())
        {
            if (causal.GetProperty("offset").GetInt32() == 0)
            {
                Fr actual = Indicator.Causal(causal.GetProperty("rows").GetInt32(), causal.GetProperty("cols").GetInt32(), R, Q);
                Assert.Equal(Vectors.Field(causal.GetProperty("value")), actual);
                checkedValues++;
            }
        }

        Assert.Equal(3, checkedValues);
    }

    [Theory]
    [InlineData(false, 5)]
    [InlineData(false, 3, 6)]
    [InlineData(false, 1, 4, 3)]
    [InlineData(true, 6, 6)]
    [InlineData(true, 3, 5, 5)]
    [InlineData(true, 2, 7, 4)]
    public void Valid_AtARandomPoint_IsTheExtensionOfTheValidCells(bool causal, params int[] dimensions)
    {
        var tensor = new TensorInfo(0, dimensions, causal);
        Fr[] point = [.. Enumerable.Range(0, tensor.Variables).Select(static i => Fr.FromInt64(1 + (7919L * i * i) + i).Invert())];
        Fr expected = Fr.Zero;
        foreach (int cell in tensor.ValidCells())
        {
            expected += BooleanEq.At(point, cell);
        }

        Assert.Equal(expected, tensor.Valid(point));
    }

    [Fact]
    public void EqTable_AtEveryIndex_IsEqAt()
    {
        Fr[] table = Multilinear.EqTable(R, Q[0]);
        for (int i = 0; i < 8; i++)
        {
            Assert.Equal(Q[0] * BooleanEq.At(R, i), table[i]);
        }
    }

    [Fact]
    public void Evaluate_AtABooleanPoint_IsTheTablesEntry()
    {
        Fr[] table = [.. Enumerable.Range(10, 8).Select(static i => Fr.FromInt64(i))];
        Assert.Equal(table[6], Multilinear.Evaluate(table, [Fr.One, Fr.One, Fr.Zero]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(9)]
    public void RoundPolynomial_InterpolatedAndSent_EvaluatesToTheSame(int degree)
    {
        Fr[] coefficients = [.. Enumerable.Range(0, degree + 1).Select(static i => Fr.FromInt64((i * 31) - 40))];
        Fr At(Fr x) => coefficients.Reverse().Aggregate(Fr.Zero, (sum, c) => (sum * x) + c);
        Fr[] values = [.. Enumerable.Range(0, degree + 1).Select(i => At(Fr.FromInt64(i)))];
        Fr[] found = RoundPolynomial.Interpolate(values);
        Assert.Equal(coefficients, found);
        Fr[] sent = [found[0], .. found[2..]];
        Assert.Equal(At(R[0]), RoundPolynomial.Evaluate(sent, values[0] + values[1], R[0]));
    }

    [Fact]
    public void Point_WithAConstantOrARepeatedCoordinate_IsNotDistinctChallenges()
    {
        var point = Point.OfChallenges(R, 5);
        Assert.True(point.IsDistinctChallenges);
        Assert.True(point[1..].IsDistinctChallenges);
        Assert.False(Point.Concat(point, Point.OfConstant(Fr.Half, 1)).IsDistinctChallenges);
        Assert.False(Point.Concat(point, point[..1]).IsDistinctChallenges);
        Assert.False(point.Select([0, -1, 2]).IsDistinctChallenges);
        Assert.True(point.Select([2, 0]).IsDistinctChallenges);
        Assert.Equal([R[2], Fr.One, Fr.Zero], point.Select([2, -2, -1]).Coordinates.ToArray());
    }
}
