using Atlas.Ceremony;
using Atlas.Runtime.Curves;
using Atlas.Runtime.MultiScalar;
using BenchmarkDotNet.Attributes;

namespace Atlas.Bench.Micro;

/// <summary>Multi-scalar multiplication of signed integers on one thread: weights and tables of a verifying key.</summary>
public class SmallScalarBenchmarks
{
    private G1Affine[] _bases = [];
    private long[] _integers = [];

    [Params(12, 15)]
    public int LogCount { get; set; }

    [Params(8, 12, 32)]
    public int Bits { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _bases = Ignition.Srs.Powers[..(1 << LogCount)].ToArray();
        _integers = Array.ConvertAll(BenchData.Integers(_bases.Length, seed: 5), integer => integer >> (32 - Bits));
    }

    [Benchmark]
    public G1Affine SmallScalars() => Msm.ComputeSmall(_bases, _integers);
}
