using Atlas.Ceremony;
using Atlas.Runtime.Curves;
using Atlas.Runtime.MultiScalar;
using BenchmarkDotNet.Attributes;

namespace Atlas.Bench.Micro;

/// <summary>Affine additions with one shared inversion, per addition.</summary>
public class PointBenchmarks
{
    private const int Pairs = 1024;

    private readonly G1Affine[] _points = Ignition.Srs.Powers[..(2 * Pairs)].ToArray(), _sums = new G1Affine[Pairs];
    private readonly int[] _left = [.. Enumerable.Range(0, Pairs)], _right = [.. Enumerable.Range(Pairs, Pairs)];

    [Benchmark(OperationsPerInvoke = Pairs)]
    public void AddAffinePairs() => AffinePairs.Add(_sums, _left, _points, _left, _right);
}
