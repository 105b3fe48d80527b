using Atlas.Compiler.Numerics;

namespace Atlas.Compiler.Plan;

/// <summary>
/// Entries of a lookup table: floor(f(x_i)·2^OutputBits + ½) for 0 ≤ i &lt; Count, where x_i = (Start + i)·2^-InputBits or, with
/// <paramref name="Midpoints"/>, x_i = (i + ½)·2^-InputBits (then Start is 0). Value-equal: equal tables are committed once.
/// </summary>
public sealed record TableSpec(long Start, int Count, int InputBits, int OutputBits, bool Midpoints, TableExpression Function)
{
    public long[] Evaluate() => Midpoints
        ? LookupTable.BuildMidpoints(Count, InputBits, OutputBits, Function.Evaluate)
        : LookupTable.Build(Start, Count, InputBits, OutputBits, Function.Evaluate);
}
