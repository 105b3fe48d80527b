using System.Numerics;
using Atlas.Compiler.Building;
using Atlas.Compiler.Plan;
using Atlas.Soundness.Tests.Models;

namespace Atlas.Soundness.Tests;

/// <summary>⚠ docs/protocol.md §6.9, §9 (soundness row 29): advice is bounded by its digits' capacity only, and identities over Z must not wrap.</summary>
public class CapacityTests
{
    // The divisor's true value is at most 100; a dishonest witness could reach its capacity.
    [Theory]
    [InlineData(40, 40, true)]
    [InlineData(60, 150, true)]
    [InlineData(60, 200, false)]
    public void Quotient_WhoseCapacitiesCouldWrap_IsRefused(int dividendBits, int divisorCapacity, bool accepted)
    {
        var plan = new PlanBuilder();
        int a = plan.Input("a", "int64", new TensorShape([3]), TensorKind.Real, 0, new Interval(0, (BigInteger.One << dividendBits) - 1));
        int b = WithCapacity(plan, divisorCapacity);
        AssertRefused(() => plan.Quotient("y", a, b, 0), !accepted);
    }

    [Theory]
    [InlineData(40, 40, true)]
    [InlineData(100, 140, true)]
    [InlineData(100, 160, false)]
    [InlineData(100, 240, false)]
    public void InverseRoot_WhoseCapacitiesCouldWrap_IsRefused(int constantBits, int operandCapacity, bool accepted)
    {
        var plan = new PlanBuilder();
        int q = WithCapacity(plan, operandCapacity);
        AssertRefused(() => plan.InverseSquareRoot("y", q, BigInteger.One << constantBits, 0), !accepted);
    }

    [Fact]
    public void Link_ThatCouldWrap_IsRefused()
    {
        var plan = new PlanBuilder();
        int x = plan.Input("x", "int64", new TensorShape([2]), TensorKind.Real, 0, new Interval(-(BigInteger.One << 130), BigInteger.One << 130));
        int square = plan.Contract("square", x, x, "i,i->i");
        plan.Know(square, new Interval(0, 100));
        Assert.Contains("wrap", Assert.Throws<PlanException>(() => plan.Requantise("y", square, 4, 0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Divisor_ThatMayBeZero_IsRefused()
    {
        var plan = new PlanBuilder();
        int a = plan.Input("a", "int64", new TensorShape([3]), TensorKind.Real, 0, new Interval(0, 9));
        int b = plan.Input("b", "int64", new TensorShape([3]), TensorKind.Real, 0, new Interval(0, 9));
        Assert.Throws<PlanException>(() => plan.Quotient("y", a, b, 0));
        Assert.Throws<PlanException>(() => plan.InverseSquareRoot("z", b, 99, 0));
    }

    // y of a quotient: four bits of capacity, 15, although the honest value is at most 9.
    [Fact]
    public void Advice_CountsWithItsCapacity()
    {
        var g = new Graph("capacity");
        int a = g.Input("a", [3], 0, 9, [1, 2, 3]), b = g.Input("b", [3], 1, 9, [1, 2, 3]);
        int y = g.Plan.Quotient("y", a, b, 0);
        Assert.Equal(new Interval(0, 9), g.Plan[y].Range);
        Assert.Equal(new Interval(0, 15), g.Plan[y].Capacity);
    }

    // What the refusal is about: p = 2^31 - 1, y of 13 bits, q of 10, slacks of 24: wrong roots satisfy both slacks mod p.
    [Fact]
    public void InverseRoot_InAToyFieldWhereCapacitiesWrap_HasFalseSolutions()
    {
        const long p = (1L << 31) - 1, c = 1 << 20;
        int wrong = 0;
        for (long q = 1; q < 1 << 10; q += 73)
        {
            for (long y = 0; y < 1 << 13; y++)
            {
                long t = y * y * q;
                long first = (((c - t) % p) + p) % p, second = (((t + (2 * y * q) + q - 1 - c) % p) + p) % p;
                bool isRoot = t <= c && c < t + (2 * y * q) + q;
                wrong += first < 1 << 24 && second < 1 << 24 && !isRoot ? 1 : 0;
            }
        }

        Assert.True(wrong > 50);
    }

    private static int WithCapacity(PlanBuilder plan, int bits)
    {
        int wide = plan.Input("wide", "int64", new TensorShape([3]), TensorKind.Real, 0, new Interval(1, (BigInteger.One << bits) - 1));
        int known = plan.Affine("known", plan.ShapeOf(wide), 0, [plan.Term(1, wide)]);
        plan.Know(known, new Interval(1, 100));
        return known;
    }

    private static void AssertRefused(Action build, bool refused)
    {
        Exception? exception = Record.Exception(build);
        Assert.Equal(refused, exception is not null);
        if (refused)
        {
            Assert.Contains("wrap", Assert.IsType<PlanException>(exception).Message, StringComparison.Ordinal);
        }
    }
}
