using Atlas.Ceremony;
using Atlas.Runtime.Curves;
using Atlas.Runtime.MultiScalar;
using BenchmarkDotNet.Attributes;

namespace Atlas.Bench.Micro;

/// <summary>One-hot commitments: 64 rows of one digit in every group of sixteen cells, per addition, on one thread.</summary>
public class SubsetSumBenchmarks
{
    private const int Rows = 64, PerRow = 2048;

    private readonly G1Affine[] _bases = Ignition.Srs.Powers[..(1 << 15)].ToArray();
    private readonly int[] _indices = new int[Rows * PerRow];
    private readonly int[] _starts = [.. Enumerable.Range(0, Rows + 1).Select(static row => row * PerRow)];
    private readonly G1Affine[] _sums = new G1Affine[Rows];

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(6);
        for (int i = 0; i < _indices.Length; i++)
        {
            _indices[i] = (i % PerRow * 16) + random.Next(16);
        }
    }

    [Benchmark(OperationsPerInvoke = Rows * PerRow)]
    public void OneHotRows() => SubsetSum.Compute(_bases, _indices, _starts, _sums);
}
