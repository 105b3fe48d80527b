using System.Collections.Immutable;
using System.Numerics;
using System.Text;
using Atlas.Compiler.Plan;
using Atlas.Generator.Emission.Text;

namespace Atlas.Generator.Emission.Relations;

/// <summary>Sums of products as expressions; coefficients other than ±1 become static fields.</summary>
internal sealed class TermConstants
{
    private readonly List<BigInteger> _values = [];

    /// <summary>
    /// Σ_t k_t·Π source[factor] in an algebra, "Fr" or a type parameter; Fr.Zero without terms. A term without factors would not vanish on padding:
    /// no plan has one.
    /// </summary>
    public string Sum(ImmutableArray<DigitTerm> terms, string source, string algebra)
    {
        var text = new StringBuilder();
        foreach (DigitTerm term in terms)
        {
            BigInteger magnitude = BigInteger.Abs(term.Coefficient);
            IEnumerable<string> factors = term.Factors.Select(f => $"{source}[{CSharp.Integer(f)}]");
            string product = string.Join(" * ", factors);
            product = magnitude.IsOne ? product : $"{algebra}.Scale({Name(magnitude)}, {product})";
            string sign = text.Length == 0 ? (term.Coefficient.Sign < 0 ? "-" : "") : term.Coefficient.Sign < 0 ? " - " : " + ";
            bool isGrouped = (terms.Length > 1 || term.Coefficient.Sign < 0) && term.Factors.Length > 1 && magnitude.IsOne;
            text.Append(sign).Append(isGrouped ? $"({product})" : product);
        }

        return text.Length == 0 ? "Fr.Zero" : text.ToString();
    }

    public void Declare(IndentedWriter writer)
    {
        for (int i = 0; i < _values.Count; i++)
        {
            writer.Line($"private static readonly Fr K{CSharp.Integer(i)} = {CSharp.Fr(_values[i])};");
        }

        writer.Line();
    }

    private string Name(BigInteger value)
    {
        int at = _values.IndexOf(value);
        if (at < 0)
        {
            at = _values.Count;
            _values.Add(value);
        }

        return "K" + CSharp.Integer(at);
    }
}
