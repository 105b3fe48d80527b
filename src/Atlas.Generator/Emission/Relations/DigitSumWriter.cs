using System.Collections.Immutable;
using System.Globalization;
using Atlas.Compiler.Plan;
using Atlas.Generator.Emission.Text;

namespace Atlas.Generator.Emission.Relations;

/// <summary>
/// Sums of products of digit functionals as structs, unrolled. Factors are numbered in the order of first appearance, which is the order of their
/// messages.
/// </summary>
internal static class DigitSumWriter
{
    /// <summary>Σ_t k_t·Π U of a gate.</summary>
    public static void WriteGate(IndentedWriter writer, DigitSum sum, string name)
    {
        var factors = new FactorList();
        ImmutableArray<DigitTerm> terms = factors.Number(sum);
        writer.Summary($"A gate: {Formula(sum)}.");
        using (writer.Block($"internal readonly struct {name} : IDigitSum"))
        {
            var constants = new TermConstants();
            string value = constants.Sum(terms, "factors", "T");
            constants.Declare(writer);
            WriteShape(writer, factors.Functionals.Count, sum.Degree, factors.Functionals.Count);
            WriteFunctionals(writer, factors.Functionals);
            writer.Line($"public static T Evaluate<T>(ReadOnlySpan<T> factors, T eta) where T : struct, IFrAlgebra<T> => {value};");
        }
    }

    /// <summary>h·Val(index) + tails: the window's factors, the address factors that come in at run time, then those of the tails.</summary>
    public static void WriteTable(IndentedWriter writer, TableSumKey table, string name)
    {
        var factors = new FactorList();
        foreach (TestFunctional test in table.Window)
        {
            factors.Add(test);
        }

        int window = factors.Functionals.Count, address = table.IndexDigits;
        ImmutableArray<DigitTerm> tails = factors.Number(table.Tails);
        ImmutableArray<DigitTerm> shifted = [.. tails.Select(t => t with { Factors = [.. t.Factors.Select(f => f < window ? f : f + address)] })];
        writer.Summary($"A table with {window} window and {address} address factors; tails: {Formula(table.Tails)}.");
        using (writer.Block($"internal readonly struct {name} : ITableSum"))
        {
            var constants = new TermConstants();
            string atTails = constants.Sum(tails, "functionals", "Fr"), atFactors = constants.Sum(shifted, "factors", "T");
            constants.Declare(writer);
            WriteShape(writer, factors.Functionals.Count + address, Math.Max(window + address, table.Tails.Degree), window);
            writer.Line($"public static bool HasTails => {CSharp.Boolean(tails.Length > 0)};");
            writer.Line();
            writer.Line($"public static int WindowFactors => {CSharp.Integer(window)};");
            writer.Line();
            WriteFunctionals(writer, factors.Functionals);
            string selection = string.Join(" * ", Enumerable.Range(0, window + address).Select(static i => $"factors[{i}]"));
            string value = tails.Length == 0 ? selection : $"({selection}) + (eta * ({atFactors}))";
            writer.Line($"public static T Evaluate<T>(ReadOnlySpan<T> factors, T eta) where T : struct, IFrAlgebra<T> => {value};");
            writer.Line();
            writer.Line($"public static Fr Tails(ReadOnlySpan<Fr> functionals) => {atTails};");
        }
    }

    private static void WriteShape(IndentedWriter writer, int factors, int degree, int addressAt)
    {
        writer.Line($"public static int Factors => {CSharp.Integer(factors)};");
        writer.Line();
        writer.Line($"public static int Degree => {CSharp.Integer(degree)};");
        writer.Line();
        writer.Line($"public static int AddressAt => {CSharp.Integer(addressAt)};");
        writer.Line();
    }

    private static void WriteFunctionals(IndentedWriter writer, IReadOnlyList<DigitFunctional> functionals)
    {
        if (functionals.Count == 0)
        {
            writer.Line("public static DigitFunctional[] Functionals(Site site) => [];");
            writer.Line();
            return;
        }

        writer.Line("public static DigitFunctional[] Functionals(Site site) =>");
        writer.Line("[");
        using (writer.Indent())
        {
            foreach (DigitFunctional functional in functionals)
            {
                writer.Line(FunctionalCode.Create(functional, "site") + ",");
            }
        }

        writer.Line("];");
        writer.Line();
    }

    private static string Formula(DigitSum sum) =>
        sum.Terms.Length == 0 ? "none" : string.Join(" + ", sum.Terms.Select(term => string.Join("·", Factors(sum, term))));

    private static IEnumerable<string> Factors(DigitSum sum, DigitTerm term) =>
        [term.Coefficient.ToString(CultureInfo.InvariantCulture), .. term.Factors.Select(f => Describe(sum.Functionals[f]))];

    private static IEnumerable<int> Places(TestFunctional test) => Enumerable.Range(0, test.Values.Length).Where(a => test.Values[a] != 0);

    private static string Describe(DigitFunctional functional) => functional switch
    {
        OutputFunctional { Slope: var slope, Constant: var constant } => $"({slope}·q + {constant})",
        TestFunctional test => $"[digit {test.Digit} in {{{string.Join(",", Places(test))}}}]",
        _ => "(acc + β)",
    };
}
