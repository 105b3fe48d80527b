using Atlas.Runtime.Fields;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Proving;

/// <summary>The rounds on element variables: the polynomial's values f(e), and the terms that are claimed of them.</summary>
/// <param name="f">2^n values; owned.</param>
/// <param name="claims">Linear terms; owned.</param>
/// <param name="squares">Booleanity; a constant has none.</param>
internal sealed class ElementRounds(FieldTable f, LinearClaim[] claims, SquareClaim? squares) : IDisposable
{
    /// <summary>The value of f, once every variable is bound.</summary>
    public Fr Value => f[0];

    /// <summary>A round on the leading open variable; linear terms times <paramref name="linearScale"/>, squares times <paramref name="squareScale"/>.</summary>
    public void Round(int variable, Fr linearScale, Fr squareScale, Span<Fr> coefficients)
    {
        var halves = new Halves(f.Low, f.High);
        foreach (LinearClaim claim in claims)
        {
            claim.Round(variable, in halves, linearScale, coefficients);
        }

        squares?.Round(variable, in halves, linearScale, squareScale, coefficients);
    }

    public void Bind(int variable, Fr r)
    {
        f.Bind(r, 1);
        foreach (LinearClaim claim in claims)
        {
            claim.Bind(variable, r);
        }

        squares?.Bind(variable, r);
    }

    public void Dispose()
    {
        f.Dispose();
        foreach (LinearClaim claim in claims)
        {
            claim.Dispose();
        }
    }
}
