using Atlas.Ceremony;
using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;
using Atlas.Runtime.MultiScalar;
using BenchmarkDotNet.Attributes;

namespace Atlas.Bench;

/// <summary>Multi-scalar multiplication over the ceremony's powers.</summary>
public class MultiScalarBenchmarks
{
    private G1Affine[] _bases = [];
    private Fr[] _scalars = [];
    private long[] _integers = [];

    [Params(1 << 12, 1 << 15)]
    public int Count { get; set; }

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _bases = Ignition.Srs.Powers[..Count].ToArray();
        _scalars = BenchData.Scalars(Count, seed: 4);
        _integers = BenchData.Integers(Count, seed: 5);
    }

    [Benchmark]
    public G1Affine FullWidthScalars() => Msm.Compute(_bases, _scalars, Threads);

    /// <summary>Integers of 32 bits: weights and tables of a verifying key.</summary>
    [Benchmark]
    public G1Affine SmallScalars() => Msm.ComputeSmall(_bases, _integers, Threads);
}
