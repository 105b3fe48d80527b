using Atlas.Ceremony;
using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;
using Atlas.Runtime.MultiScalar;
using BenchmarkDotNet.Attributes;

namespace Atlas.Bench.Micro;

/// <summary>Multi-scalar multiplication of full-width scalars over the ceremony's powers; beyond 2^15 they come again.</summary>
public class MultiScalarBenchmarks
{
    private G1Affine[] _bases = [];
    private Fr[] _scalars = [];

    [Params(10, 12, 14, 15, 16, 18)]
    public int LogCount { get; set; }

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        ReadOnlySpan<G1Affine> powers = Ignition.Srs.Powers;
        _bases = new G1Affine[1 << LogCount];
        for (int i = 0; i < _bases.Length; i++)
        {
            _bases[i] = powers[i % powers.Length];
        }

        _scalars = BenchData.Scalars(_bases.Length, seed: 4);
    }

    [Benchmark]
    public G1Affine FullWidthScalars() => Msm.Compute(_bases, _scalars, Threads);
}
