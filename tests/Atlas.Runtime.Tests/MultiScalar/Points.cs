using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;

namespace Atlas.Runtime.Tests.MultiScalar;

/// <summary>Points with known discrete logarithms, so every sum has an answer in the scalar field.</summary>
internal sealed class Points
{
    /// <summary>Random multiples of the generator, among them equal, opposite and infinite ones.</summary>
    public Points(int count, int seed)
    {
        var random = new Random(seed);
        Logarithms = Enumerable.Range(0, count).Select(i => Fr.FromInt64((i % 16) switch
        {
            3 => 0,
            5 => 77,
            7 => -77,
            _ => random.NextInt64(),
        })).ToArray();
        Bases = new G1Affine[count];
        G1Jacobian.ToAffine(Logarithms.Select(s => s * G1Affine.Generator).ToArray(), Bases);
    }

    public Fr[] Logarithms { get; }

    public G1Affine[] Bases { get; }

    public static G1Affine FromLogarithm(Fr logarithm) => (logarithm * G1Affine.Generator).ToAffine();
}
