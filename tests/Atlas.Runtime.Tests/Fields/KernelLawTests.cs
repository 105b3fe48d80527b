using System.Numerics;
using Atlas.Runtime.Fields;

namespace Atlas.Runtime.Tests.Fields;

/// <summary>
/// The laws of a field on spans, edge values crossed, by every back end that this machine has; and each result against <see cref="BigInteger"/>. A
/// debug build checks the ranges of all limbs meanwhile.
/// </summary>
public class KernelLawTests
{
    private static readonly BigInteger[] Integers = [.. EdgeValues.Below(Fr.Modulus)];

    private static readonly Fr[] Values = [.. Integers.Select(Fr.FromBigInteger)];

    /// <summary>Forms near zero, p and R: k/R has the form k.</summary>
    private static readonly Fr[] Forms = [.. Enumerable.Range(-20, 41).Select(k => Fr.FromInt64(k) * Fr.FromInt64(2).Pow(-261))];

    public static readonly TheoryData<string> Backends = new(VectorBackend.All.Where(b => b.IsAvailable).Select(b => b.Name));

    [Theory]
    [MemberData(nameof(Backends))]
    public void Arithmetic_EdgeValuesCrossed_EqualsBigInteger(string name)
    {
        var kernels = VectorBackend.Choose(name).Kernels;
        foreach (var b in Integers)
        {
            var y = Copies(Fr.FromBigInteger(b));
            Assert.Equal(Integers.Select(a => a * b % Fr.Modulus), Run(kernels.Multiply, Values, y).Select(c => c.ToBigInteger()));
            Assert.Equal(Integers.Select(a => (a + b) % Fr.Modulus), Run(kernels.Add, Values, y).Select(c => c.ToBigInteger()));
            Assert.Equal(Integers.Select(a => (a - b + Fr.Modulus) % Fr.Modulus), Run(kernels.Subtract, Values, y).Select(c => c.ToBigInteger()));
        }
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public void Arithmetic_FormsNearTheModulus_EqualsOneByOne(string name)
    {
        var kernels = VectorBackend.Choose(name).Kernels;
        foreach (var b in Forms)
        {
            var y = Enumerable.Repeat(b, Forms.Length).ToArray();
            Assert.Equal(Forms.Select(a => a * b), Run(kernels.Multiply, Forms, y));
            Assert.Equal(Forms.Select(a => a + b), Run(kernels.Add, Forms, y));
            Assert.Equal(Forms.Select(a => a - b), Run(kernels.Subtract, Forms, y));
        }
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public void Addition_EdgeValuesCrossed_IsAnAbelianGroup(string name)
    {
        var kernels = VectorBackend.Choose(name).Kernels;
        var zero = Copies(Fr.Zero);
        Assert.Equal(Values, Run(kernels.Add, Values, zero));
        Assert.Equal(zero, Run(kernels.Subtract, Values, Values));
        foreach (var (b, c) in Pairs())
        {
            Assert.Equal(Run(kernels.Add, Values, b), Run(kernels.Add, b, Values));
            Assert.Equal(Run(kernels.Add, Run(kernels.Add, Values, b), c), Run(kernels.Add, Values, Run(kernels.Add, b, c)));
            Assert.Equal(Values, Run(kernels.Subtract, Run(kernels.Add, Values, b), b));
        }
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public void Multiplication_EdgeValuesCrossed_IsCommutativeAssociativeAndDistributes(string name)
    {
        var kernels = VectorBackend.Choose(name).Kernels;
        Assert.Equal(Values, Run(kernels.Multiply, Values, Copies(Fr.One)));
        Assert.Equal(Copies(Fr.Zero), Run(kernels.Multiply, Values, Copies(Fr.Zero)));
        foreach (var (b, c) in Pairs())
        {
            var product = Run(kernels.Multiply, Values, b);
            Assert.Equal(product, Run(kernels.Multiply, b, Values));
            Assert.Equal(Run(kernels.Multiply, product, c), Run(kernels.Multiply, Values, Run(kernels.Multiply, b, c)));
            Assert.Equal(Run(kernels.Add, product, Run(kernels.Multiply, Values, c)), Run(kernels.Multiply, Values, Run(kernels.Add, b, c)));
        }
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public void Multiply_ByInverses_IsOne(string name)
    {
        var inverses = Values.ToArray();
        Fr.BatchInvert(inverses);
        Assert.Equal(Values.Select(a => a.IsZero ? a : Fr.One), Run(VectorBackend.Choose(name).Kernels.Multiply, Values, inverses));
    }

    private delegate void BinaryKernel(Span<Fr> destination, ReadOnlySpan<Fr> a, ReadOnlySpan<Fr> b);

    private static Fr[] Run(BinaryKernel kernel, Fr[] a, Fr[] b)
    {
        var result = new Fr[a.Length];
        kernel(result, a, b);
        return result;
    }

    private static Fr[] Copies(Fr value) => [.. Enumerable.Repeat(value, Values.Length)];

    /// <summary>Rotations of the values: every value meets many others.</summary>
    private static IEnumerable<(Fr[] B, Fr[] C)> Pairs() =>
        Enumerable.Range(0, Values.Length).Select(k => (Rotated(k), Rotated((7 * k) + 3)));

    private static Fr[] Rotated(int places) => [.. Values.Select((_, i) => Values[(i + places) % Values.Length])];
}
