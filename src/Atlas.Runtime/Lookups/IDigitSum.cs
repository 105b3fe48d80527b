using Atlas.Runtime.Fields;

namespace Atlas.Runtime.Lookups;

/// <summary>
/// A polynomial in linear functionals of one site, emitted per model with its products unrolled: Σ_t k_t·Π U (gates, clamps, tables with tails; docs/protocol.md §6.6, §6.7).
/// The order of the factors is that of the messages.
/// </summary>
public interface IDigitSum
{
    /// <summary>Number of distinct functionals.</summary>
    static abstract int Factors { get; }

    /// <summary>Most factors of a term: the sumcheck's degree is one more.</summary>
    static abstract int Degree { get; }

    /// <summary>
    /// The functionals that the plan fixes, in order. A table's address factors come between its window and its tails at run time (<see cref="AddressAt"/>).
    /// </summary>
    static abstract DigitFunctional[] Functionals(Site site);

    /// <summary>Position at which a table's address factors are inserted; the number of fixed functionals if there are none.</summary>
    static abstract int AddressAt { get; }

    /// <summary>Σ_t k_t·Π factors; <paramref name="eta"/> multiplies the tails of a table (one for a gate). On single elements, or on many side by side.</summary>
    static abstract T Evaluate<T>(ReadOnlySpan<T> factors, T eta)
        where T : struct, IFrAlgebra<T>;
}

/// <summary>Tails of a table: Σ_t k_t·Π U over the fixed functionals alone (the window's first, then the tails'), as in <see cref="IDigitSum.Functionals"/>.</summary>
public interface ITableSum : IDigitSum
{
    /// <summary>Whether any tail is not identically zero; if none is, no tail value is sent.</summary>
    static abstract bool HasTails { get; }

    /// <summary>Number of leading fixed functionals that are the factors of the window h.</summary>
    static abstract int WindowFactors { get; }

    /// <summary>The tails at one element, from the fixed functionals.</summary>
    static abstract Fr Tails(ReadOnlySpan<Fr> functionals);
}
