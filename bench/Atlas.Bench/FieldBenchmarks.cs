using Atlas.Runtime.Fields;
using BenchmarkDotNet.Attributes;

namespace Atlas.Bench;

/// <summary>Operations of the scalar field, per element of 1,024.</summary>
public class FieldBenchmarks
{
    private const int Count = 1024;

    private readonly Fr[] _a = BenchData.Scalars(Count, seed: 1), _b = BenchData.Scalars(Count, seed: 2), _result = new Fr[Count];
    private readonly long[] _integers = BenchData.Integers(Count, seed: 3);

    [Benchmark(OperationsPerInvoke = Count)]
    public void Multiply()
    {
        for (int i = 0; i < Count; i++)
        {
            _result[i] = _a[i] * _b[i];
        }
    }

    /// <summary>By the back end in use.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public void MultiplySpans() => Kernels.Multiply(_result, _a, _b);

    [Benchmark(OperationsPerInvoke = Count)]
    public void Add()
    {
        for (int i = 0; i < Count; i++)
        {
            _result[i] = _a[i] + _b[i];
        }
    }

    /// <summary>Integer × field without reduction: the kernel of passes over witness tensors.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public Fr AccumulateIntegerProducts()
    {
        var sum = new FrAccumulator();
        for (int i = 0; i < Count; i++)
        {
            sum.AddProduct(_a[i], _integers[i]);
        }

        return sum.Reduce();
    }
}
