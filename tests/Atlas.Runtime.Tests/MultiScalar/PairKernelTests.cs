using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;
using Atlas.Runtime.MultiScalar;

namespace Atlas.Runtime.Tests.MultiScalar;

/// <summary>Affine additions by every back end that this machine has.</summary>
public class PairKernelTests
{
    public static readonly TheoryData<string> Backends = new(VectorBackend.All.Where(b => b.IsAvailable).Select(b => b.Name));

    /// <summary>Points whose sums and differences are equal, opposite, infinite or none of these, each pair of them, with both signs.</summary>
    [Theory]
    [MemberData(nameof(Backends))]
    public void Add_EveryPairOfSomePoints_IsTheGroupsSum(string name)
    {
        var logarithms = (int[])[0, 1, -1, 2, 5, -5, 77];
        var points = logarithms.Select(k => (Fr.FromInt64(k) * G1Affine.Generator).ToAffine()).ToArray();
        var indices = Enumerable.Range(-points.Length, 2 * points.Length).ToArray();
        var left = indices.SelectMany(i => indices.Select(_ => i)).ToArray();
        var right = indices.SelectMany(_ => indices).ToArray();
        Assert.Equal(
            left.Zip(right, (i, j) => (Fr.FromInt64(Logarithm(i) + Logarithm(j)) * G1Affine.Generator).ToAffine()), Add(name, points, left, right));

        int Logarithm(int index) => index >= 0 ? logarithms[index] : -logarithms[~index];
    }

    /// <summary>More pairs than share an inversion, and every count that leaves lanes empty.</summary>
    [Theory]
    [MemberData(nameof(Backends))]
    public void Add_AnyCount_IsTheScalarKernelsSum(string name)
    {
        var points = new Points(64, 3).Bases;
        var random = new Random(4);
        foreach (var count in (int[])[0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 31, 2500])
        {
            var left = Enumerable.Range(0, count).Select(_ => random.Next(-points.Length, points.Length)).ToArray();
            var right = Enumerable.Range(0, count).Select(_ => random.Next(-points.Length, points.Length)).ToArray();
            Assert.Equal(Add("scalar", points, left, right), Add(name, points, left, right));
        }
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public void Raise_EdgeValues_EqualsOneByOne(string name)
    {
        var values = Fields.EdgeValues.Below(Fq.Modulus).Select(Fq.FromBigInteger).ToArray();
        foreach (var exponent in (System.Numerics.BigInteger[])[0, 1, 2, 65537, (Fq.Modulus + 1) / 4, Fq.Modulus - 2])
        {
            var powers = values.ToArray();
            VectorBackend.Choose(name).Power.Raise(powers, Runtime.Arithmetic.UInt256.FromBigInteger(exponent));
            Assert.Equal(values.Select(value => value.Pow(exponent)), powers);
        }
    }

    private static G1Affine[] Add(string name, G1Affine[] points, int[] left, int[] right)
    {
        // Targets in another order than pairs.
        var sums = new G1Affine[left.Length];
        var targets = Enumerable.Range(0, left.Length).Reverse().ToArray();
        AffinePairs.KernelOf(VectorBackend.Choose(name)).Add(sums, targets, points, left, right);
        Array.Reverse(sums);
        return sums;
    }
}
