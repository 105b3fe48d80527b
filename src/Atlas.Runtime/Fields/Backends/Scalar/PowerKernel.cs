using Atlas.Runtime.Arithmetic;

namespace Atlas.Runtime.Fields.Backends.Scalar;

/// <summary>One element at a time.</summary>
internal sealed class PowerKernel : IPowerKernel
{
    public void Raise(Span<Fq> values, in UInt256 exponent)
    {
        foreach (ref var value in values)
        {
            value = value.Power(in exponent);
        }
    }
}
