using System.Numerics;
using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;

namespace Atlas.Runtime.Tests.Curves;

public class EndomorphismTests
{
    private static readonly BigInteger U = CurveConstants.U;
    private static readonly Fr Lambda = Fr.FromBigInteger((36 * U * U * U) + (18 * U * U) + (6 * U) + 1);

    [Fact]
    public void Apply_Point_MultipliesByLambda()
    {
        G1Affine point = (Fr.FromInt64(12345) * G1Affine.Generator).ToAffine();
        Assert.Equal((Lambda * point).ToAffine(), Endomorphism.Apply(point).ToAffine());
        Assert.True(Endomorphism.Apply(G1Jacobian.Infinity).IsInfinity);
    }

    [Fact]
    public void Split_AnyScalar_IsShortAndAddsUp()
    {
        var random = new Random(1);
        var bytes = new byte[64];
        BigInteger bound = BigInteger.One << Endomorphism.ScalarBits;
        BigInteger shortVector = (2 * U) + 1, longVector = (6 * U * U) + (4 * U) + 1;
        BigInteger half = Fr.Modulus / 2;
        foreach (BigInteger edge in (BigInteger[])[0, 1, -1, half, half + 1, shortVector, longVector, longVector / 2, longVector * longVector])
        {
            Check(Fr.FromBigInteger(edge));
        }

        for (int i = 0; i < 2000; i++)
        {
            random.NextBytes(bytes);
            Check(Fr.FromWide(bytes));
        }

        void Check(Fr scalar)
        {
            (Int128 low, Int128 high) = Endomorphism.Split(in scalar);
            Assert.True(BigInteger.Abs(low) < bound && BigInteger.Abs(high) < bound);
            Assert.Equal(scalar, Fr.FromBigInteger(low) + (Lambda * Fr.FromBigInteger(high)));
        }
    }
}
