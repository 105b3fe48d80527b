using Atlas.Ceremony;
using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;
using Atlas.Runtime.MultiScalar;
using BenchmarkDotNet.Attributes;

namespace Atlas.Bench.Micro;

/// <summary>Multi-scalar multiplication over the ceremony's powers; beyond 2^15 they come again.</summary>
public class MultiScalarBenchmarks
{
    private G1Affine[] _bases = [];
    private Fr[] _scalars = [];
    private long[] _bytes = [], _integers = [];

    [Params(10, 12, 14, 15, 16, 18)]
    public int LogCount { get; set; }

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        int count = 1 << LogCount;
        ReadOnlySpan<G1Affine> powers = Ignition.Srs.Powers;
        _bases = new G1Affine[count];
        for (int i = 0; i < count; i++)
        {
            _bases[i] = powers[i % powers.Length];
        }

        _scalars = BenchData.Scalars(count, seed: 4);
        _integers = BenchData.Integers(count, seed: 5);
        _bytes = Array.ConvertAll(_integers, static integer => (long)(sbyte)integer);
    }

    [Benchmark]
    public G1Affine FullWidthScalars() => Msm.Compute(_bases, _scalars, Threads);

    /// <summary>Integers of 32 bits: tables of a verifying key.</summary>
    [Benchmark]
    public G1Affine Scalars32() => Msm.ComputeSmall(_bases, _integers, Threads);

    /// <summary>Integers of 8 bits.</summary>
    [Benchmark]
    public G1Affine Scalars8() => Msm.ComputeSmall(_bases, _bytes, Threads);
}
