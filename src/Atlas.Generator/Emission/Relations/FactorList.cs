using System.Collections.Immutable;
using Atlas.Compiler.Plan;

namespace Atlas.Generator.Emission.Relations;

/// <summary>Distinct functionals in the order of first appearance.</summary>
internal sealed class FactorList
{
    private readonly List<DigitFunctional> _functionals = [];

    public IReadOnlyList<DigitFunctional> Functionals => _functionals;

    public int Add(DigitFunctional functional)
    {
        int at = _functionals.IndexOf(functional);
        if (at < 0)
        {
            at = _functionals.Count;
            _functionals.Add(functional);
        }

        return at;
    }

    /// <summary>The sum's terms with the numbers that their factors have here.</summary>
    public ImmutableArray<DigitTerm> Number(DigitSum sum) =>
        [.. sum.Terms.Select(term => term with { Factors = [.. term.Factors.Select(f => Add(sum.Functionals[f]))] })];
}
