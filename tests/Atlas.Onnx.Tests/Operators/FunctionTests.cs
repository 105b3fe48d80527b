using static Atlas.Onnx.Tests.Operators.OperatorRules;

namespace Atlas.Onnx.Tests.Operators;

/// <summary>Elementwise functions at the ends of their domains.</summary>
public sealed class FunctionTests
{
    [Theory]
    [InlineData("Softplus", 1000.0, 1000.0)]
    [InlineData("Softplus", -1000.0, 0.0)]
    [InlineData("Asinh", 1e-12, 1e-12)]
    [InlineData("Asinh", -1e-12, -1e-12)]
    [InlineData("Atanh", 1e-12, 1e-12)]
    [InlineData("Atanh", 1.0, double.PositiveInfinity)]
    [InlineData("Acosh", 1.0, 0.0)]
    [InlineData("Acosh", 0.5, double.NaN)]
    [InlineData("Asin", 2.0, double.NaN)]
    [InlineData("Round", 0.5, 0.0)]
    [InlineData("Round", 1.5, 2.0)]
    [InlineData("Round", -2.5, -2.0)]
    [InlineData("Sign", -0.0, 0.0)]
    [InlineData("Sign", double.NaN, double.NaN)]
    [InlineData("HardSwish", -3.0, 0.0)]
    [InlineData("HardSwish", 4.0, 4.0)]
    [InlineData("Mish", -1000.0, 0.0)]
    [InlineData("ThresholdedRelu", 1.0, 0.0)]
    [InlineData("Shrink", 0.5, 0.0)]
    [InlineData("Shrink", -0.75, -0.75)]
    [InlineData("Elu", -1000.0, -1.0)]
    [InlineData("Celu", 2.0, 2.0)]
    [InlineData("HardSigmoid", 2.5, 1.0)]
    [InlineData("Softsign", -3.0, -0.75)]
    [InlineData("Cosh", 1.0, 1.5430806348152437)]
    public void Function_AtAnEnd_HasItsLimit(string type, double x, double expected) =>
        Assert.Equal(expected, Run(20, type, [Real(new(1), x)], [])[0].Reals[0] + 0.0, 1e-15);

    [Fact]
    public void Swish_Alpha_ScalesTheGate() =>
        Assert.Equal(2 / (1 + Math.Exp(-1)), Run(24, "Swish", [Real(new(1), 2)], [], 1, ("alpha", 0.5f))[0].Reals[0], 14);

    [Fact]
    public void Mod_Sign_IsOfTheDivisorUnlessFmod()
    {
        OnnxTensor a = List(-7, 7, -7, 7, -6), b = List(3, -3, -3, 3, 3);

        Assert.Equal([2, -2, -1, 1, 0], Run(13, "Mod", [a, b], [])[0].Integers.ToArray());
        Assert.Equal([-1, 1, -1, 1, 0], Run(13, "Mod", [a, b], [], 1, ("fmod", 1))[0].Integers.ToArray());
        Assert.Equal([-1.5], Run(13, "Mod", [Real(new(1), -7.5), Real(new(1), 3)], [], 1, ("fmod", 1))[0].Reals.ToArray());
        Assert.Contains("fmod", Assert.Throws<AtlasModelException>(() => Run(13, "Mod", [Counting(1), Counting(1)], [])).Message, StringComparison.Ordinal);
        Assert.Equal("Mod", Assert.Throws<AtlasModelException>(() => Run(13, "Mod", [List(1), List(0)], [])).Operator);
        Assert.Equal([0], Run(13, "Mod", [List(long.MinValue), List(-1)], [])[0].Integers.ToArray());
    }

    [Fact]
    public void PRelu_Slope_BroadcastsToTheInputOnly()
    {
        Assert.Equal([-2, 1], Run(16, "PRelu", [Real(new(2), -1, 1), Real(new(1), 2)], [])[0].Reals.ToArray());
        Assert.Throws<AtlasModelException>(() => Run(16, "PRelu", [Real(new(1), -1), Counting(2)], []));
    }

    [Fact]
    public void Mean_OfThree_Broadcasts() =>
        Assert.Equal([2, 3], Run(13, "Mean", [Real(new(2), 0, 3), Real(new(1), 6), Real(new(), 0)], [])[0].Reals.ToArray());

    [Fact]
    public void BitShift_WholeWidth_LosesEveryBit()
    {
        OnnxTensor bytes = OnnxTensor.FromIntegers(new(2), [255, 129], ElementType.UInt8), by = OnnxTensor.FromIntegers(new(2), [8, 1], ElementType.UInt8);

        Assert.Equal([0, 2], Run(11, "BitShift", [bytes, by], [], 1, ("direction", "LEFT"))[0].Integers.ToArray());
        Assert.Equal([0, 64], Run(11, "BitShift", [bytes, by], [], 1, ("direction", "RIGHT"))[0].Integers.ToArray());
        Assert.Throws<AtlasModelException>(() => Run(11, "BitShift", [bytes, by], []));
        Assert.Throws<AtlasModelException>(() => Run(11, "BitShift", [List(1), List(1)], [], 1, ("direction", "LEFT")));
    }

    [Fact]
    public void BitwiseOr_NegativeOperand_KeepsItsSign() => Assert.Equal([-1, 7], Run(18, "BitwiseOr", [List(-2, 5), List(1, 3)], [])[0].Integers.ToArray());

    [Fact]
    public void Orderings_EqualOperands_IncludeThem()
    {
        OnnxTensor a = List(1, 2, 3), b = List(2, 2, 2);

        Assert.Equal([1, 1, 0], Run(16, "LessOrEqual", [a, b], [])[0].Integers.ToArray());
        Assert.Equal([0, 1, 1], Run(16, "GreaterOrEqual", [a, b], [])[0].Integers.ToArray());
    }

    [Fact]
    public void Hardmax_Ties_GoToTheFirst() =>
        Assert.Equal([0, 1, 0, 1, 0, 0], Run(13, "Hardmax", [Real(new(2, 3), 0, 7, 7, -1, -1, -2)], [])[0].Reals.ToArray());

    [Fact]
    public void BitwiseNot_Unsigned_StaysInItsType() =>
        Assert.Equal([254], Run(18, "BitwiseNot", [OnnxTensor.FromIntegers(new(1), [1], ElementType.UInt8)], [])[0].Integers.ToArray());

    [Fact]
    public void IsInf_OneSign_LeavesTheOtherOut()
    {
        OnnxTensor x = Real(new(3), double.NegativeInfinity, double.PositiveInfinity, double.NaN);

        Assert.Equal([1, 1, 0], Run(10, "IsInf", [x], [])[0].Integers.ToArray());
        Assert.Equal([0, 1, 0], Run(10, "IsInf", [x], [], 1, ("detect_negative", 0))[0].Integers.ToArray());
        Assert.Equal([0, 0, 1], Run(13, "IsNaN", [x], [])[0].Integers.ToArray());
    }
}
