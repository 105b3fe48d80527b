using Atlas.Runtime.Fields;

namespace Atlas.Runtime.Sumcheck;

/// <summary>
/// A point of F^n that remembers which coordinates are transcript challenges. A link may only be taken at distinct challenges (docs/protocol.md §4, rule 2), so the
/// distinction is carried by the type: a serial number for a challenge, <see cref="Constant"/> for ½, 0 and 1.
/// </summary>
public sealed class Point
{
    public const int Constant = -1;

    private readonly Fr[] _coordinates;
    private readonly int[] _serials;

    private Point(Fr[] coordinates, int[] serials)
    {
        _coordinates = coordinates;
        _serials = serials;
    }

    public static Point Empty { get; } = new([], []);

    public ReadOnlySpan<Fr> Coordinates => _coordinates;

    public int Length => _coordinates.Length;

    /// <summary>Every coordinate is a challenge and none occurs twice.</summary>
    public bool IsDistinctChallenges
    {
        get
        {
            for (int i = 0; i < _serials.Length; i++)
            {
                if (_serials[i] == Constant || Array.IndexOf(_serials, _serials[i], i + 1) >= 0)
                {
                    return false;
                }
            }

            return true;
        }
    }

    public Point this[Range range] => new(_coordinates[range], _serials[range]);

    /// <summary>Challenges with consecutive serial numbers.</summary>
    public static Point OfChallenges(ReadOnlySpan<Fr> challenges, int firstSerial)
    {
        var serials = new int[challenges.Length];
        for (int i = 0; i < serials.Length; i++)
        {
            serials[i] = firstSerial + i;
        }

        return new Point(challenges.ToArray(), serials);
    }

    /// <summary><paramref name="count"/> times the constant <paramref name="value"/>.</summary>
    public static Point OfConstant(Fr value, int count)
    {
        var coordinates = new Fr[count];
        var serials = new int[count];
        Array.Fill(coordinates, value);
        Array.Fill(serials, Constant);
        return new Point(coordinates, serials);
    }

    public static Point Concat(params ReadOnlySpan<Point> parts)
    {
        var coordinates = new List<Fr>();
        var serials = new List<int>();
        foreach (Point part in parts)
        {
            coordinates.AddRange(part._coordinates);
            serials.AddRange(part._serials);
        }

        return new Point([.. coordinates], [.. serials]);
    }

    /// <summary>Coordinate i of the result is this[map[i]], or the constant 0 for -1, or 1 for -2.</summary>
    public Point Select(ReadOnlySpan<int> map)
    {
        var coordinates = new Fr[map.Length];
        var serials = new int[map.Length];
        for (int i = 0; i < map.Length; i++)
        {
            (coordinates[i], serials[i]) = map[i] switch
            {
                -1 => (Fr.Zero, Constant),
                -2 => (Fr.One, Constant),
                int source => (_coordinates[source], _serials[source]),
            };
        }

        return new Point(coordinates, serials);
    }
}

/// <summary>The multilinear extension of a tensor has this value at this point (docs/protocol.md §4).</summary>
public readonly record struct Claim(Point Point, Fr Value);
