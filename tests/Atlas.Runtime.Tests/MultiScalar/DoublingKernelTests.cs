using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;
using Atlas.Runtime.MultiScalar;

namespace Atlas.Runtime.Tests.MultiScalar;

public class DoublingKernelTests
{
    public static readonly TheoryData<string> Backends = new(VectorBackend.All.Where(b => b.IsAvailable).Select(b => b.Name));

    [Theory]
    [MemberData(nameof(Backends))]
    public void Double_AnyPoints_IsThePowerOfTwo(string name)
    {
        IDoublingKernel kernel = Doublings.KernelOf(VectorBackend.Choose(name));
        var points = new Points(531, 11);
        foreach (int times in (int[])[0, 1, 2, 13, 40])
        {
            foreach (int count in (int[])[0, 1, 8, 531])
            {
                var doubled = new G1Affine[count];
                kernel.Double(points.Bases.AsSpan(0, count), doubled, times);
                Fr power = Fr.FromInt64(1L << times);
                Assert.Equal(points.Logarithms[..count].Select(logarithm => Points.FromLogarithm(power * logarithm)), doubled);
            }
        }
    }
}
