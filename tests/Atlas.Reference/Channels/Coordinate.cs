using Atlas.Runtime.Fields;

namespace Atlas.Reference.Channels;

/// <summary>A coordinate of a point: a transcript challenge with its serial number, or a constant (½, 0, 1), whose number is null.</summary>
public readonly record struct Coordinate(Fr Value, int? Serial)
{
    public static implicit operator Coordinate(Fr constant) => new(constant, null);
}

/// <summary>Points as arrays of coordinates.</summary>
public static class Points
{
    public static Fr[] Values(this IEnumerable<Coordinate> point) => [.. point.Select(static c => c.Value)];

    /// <summary>Where a link may be taken: every coordinate is a challenge and none occurs twice (docs/protocol.md §4, rule 2).</summary>
    public static bool IsDistinctChallenges(this Coordinate[] point) =>
        point.All(static c => c.Serial is not null) && point.Select(static c => c.Serial).Distinct().Count() == point.Length;
}

/// <summary>The extension of a tensor has this value at this point.</summary>
public sealed record Claim(Coordinate[] Point, Fr Value);

/// <summary>Σ_{c,a} U(c,a)·P_s(c, point, a) = value.</summary>
public sealed record DigitClaim(int Site, DigitTable Table, Coordinate[] Point, Fr Value);

/// <summary>A claim on a committed constant polynomial.</summary>
public sealed record ConstantClaim(int Polynomial, Fr[] Point, Fr Value);
