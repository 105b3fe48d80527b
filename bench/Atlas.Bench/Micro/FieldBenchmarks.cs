using Atlas.Runtime.Fields;
using BenchmarkDotNet.Attributes;

namespace Atlas.Bench.Micro;

/// <summary>Operations of the scalar field and the base field, per element of 1,024.</summary>
public class FieldBenchmarks
{
    private const int Count = 1024;

    private readonly Fr[] _a = BenchData.Scalars(Count, seed: 1), _b = BenchData.Scalars(Count, seed: 2), _result = new Fr[Count], _scratch = new Fr[Count];
    private readonly Fq[] _p = BenchData.Coordinates(Count, seed: 1), _q = BenchData.Coordinates(Count, seed: 2), _r = new Fq[Count];
    private readonly long[] _integers = BenchData.Integers(Count, seed: 3);

    [Benchmark(OperationsPerInvoke = Count)]
    public void Multiply()
    {
        for (int i = 0; i < Count; i++)
        {
            _result[i] = _a[i] * _b[i];
        }
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public void MultiplyBaseField()
    {
        for (int i = 0; i < Count; i++)
        {
            _r[i] = _p[i] * _q[i];
        }
    }

    /// <summary>By the back end in use, as all below.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public void MultiplySpans() => Kernels.Multiply(_result, _a, _b);

    /// <summary>By a challenge, whose Montgomery form has four of nine limbs zero.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public void FoldSpans() => Kernels.Fold(_result, _a, _b, BenchData.Challenge);

    [Benchmark(OperationsPerInvoke = Count)]
    public Fr InnerProduct() => Kernels.InnerProduct(_a, _b);

    [Benchmark(OperationsPerInvoke = Count)]
    public void AddSpans() => Kernels.Add(_result, _a, _b);

    /// <summary>Integer × field without reduction: passes over witness tensors.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public Fr InnerProductWithIntegers() => Kernels.InnerProduct(_a, _integers);

    [Benchmark(OperationsPerInvoke = Count)]
    public void InvertBatch()
    {
        _a.CopyTo(_result.AsSpan());
        BatchInversion.Invert<Fr>(_result, _scratch);
    }
}
