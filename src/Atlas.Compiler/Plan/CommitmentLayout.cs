using System.Collections.Immutable;

namespace Atlas.Compiler.Plan;

/// <summary>
/// Rows of 2^LogWidth cells of one site's polynomial that hold a valid cell, ascending: those that a proof sends (docs/protocol.md §3).
/// </summary>
public sealed record SiteRows(int Site, ImmutableArray<int> Rows);

public enum ConstantPolynomialKind
{
    /// <summary>One weight tensor.</summary>
    Weight,

    /// <summary>Small constants at aligned offsets.</summary>
    Packed,

    /// <summary>One lookup table.</summary>
    Table,
}

/// <summary>A polynomial that set-up commits to. Its name is "k{index}".</summary>
public sealed record ConstantPolynomial(ConstantPolynomialKind Kind, int Variables);

/// <summary>
/// Where a constant lies: in polynomial <paramref name="Polynomial"/>, at the cells whose leading <paramref name="PrefixBits"/> index bits
/// are <paramref name="Prefix"/>. A claim at a point r of the constant is one at bits(Prefix) ‖ r of the polynomial.
/// </summary>
public sealed record ConstantPlacement(int Tensor, int Polynomial, int PrefixBits, int Prefix);

/// <summary>
/// What is committed, in which rows. <paramref name="Sites"/> in the order of the plan's sites; polynomials: weights in order of first
/// appearance, packed ones, tables.
/// </summary>
public sealed record CommitmentLayout(
    int LogWidth, ImmutableArray<SiteRows> Sites, ImmutableArray<ConstantPolynomial> Polynomials, ImmutableArray<ConstantPlacement> Constants)
{
    /// <summary>Commitments of one constant polynomial.</summary>
    public int RowsOf(ConstantPolynomial polynomial) => 1 << Math.Max(0, polynomial.Variables - LogWidth);
}
