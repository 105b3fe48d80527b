using Atlas.Runtime.Arithmetic;

namespace Atlas.Runtime.Fields.Backends;

/// <summary>The kernel of batch square roots.</summary>
internal interface IPowerKernel
{
    /// <summary>Replaces every element by its power.</summary>
    void Raise(Span<Fq> values, in UInt256 exponent);
}
