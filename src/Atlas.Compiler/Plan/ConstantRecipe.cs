using System.Collections.Immutable;

namespace Atlas.Compiler.Plan;

/// <summary>How the integers of a committed constant are computed, row-major over its true shape.</summary>
public abstract record ConstantRecipe
{
    /// <param name="file">Bytes of the model (null) or of an external data file.</param>
    public abstract long[] Evaluate(Func<string?, byte[]> file);
}

/// <summary>floor(x·2^Bits + ½)</summary>
public sealed record QuantisedRecipe(WeightExpression Source, int Bits) : ConstantRecipe
{
    public override long[] Evaluate(Func<string?, byte[]> file) => Source.Evaluate(file).Quantise(Bits);
}

/// <summary>Values that are integers already.</summary>
public sealed record ExactRecipe(WeightExpression Source) : ConstantRecipe
{
    public override long[] Evaluate(Func<string?, byte[]> file) => Source.Evaluate(file).Exact();
}

/// <summary>A lookup table.</summary>
public sealed record TableRecipe(TableSpec Table) : ConstantRecipe
{
    public override long[] Evaluate(Func<string?, byte[]> file) => Table.Evaluate();
}

/// <summary>Small integers of the compiler's own.</summary>
public sealed record IntegersRecipe(ImmutableArray<long> Values) : ConstantRecipe
{
    public override long[] Evaluate(Func<string?, byte[]> file) => [.. Values];
}
