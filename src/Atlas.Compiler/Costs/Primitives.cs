namespace Atlas.Compiler.Costs;

/// <summary>
/// Nanoseconds of the steps that proving and verifying consist of, on one core of one machine. A plan's digest depends on what is chosen by them, so they are constants of the
/// compiler and never measured while a model is built.
/// </summary>
internal sealed record Primitives
{
    /// <summary>AMD EPYC, fifth generation, 2.6 GHz, 512-bit vectors; .NET 10.</summary>
    public static Primitives Reference { get; } = new()
    {
        LaneProduct = 5.5,
        LaneSum = 1,
        Bucket = 1.5,
        IntegerProduct = 4,
        IntegerStep = 0.7,
        One = 32,
        MsmTerm = 1900,
        Message = 1300,
        Round = 2000,
        Row = 6000,
        Pairings = 1_500_000,
    };

    /// <summary>A product in the scalar field in vector lanes.</summary>
    public double LaneProduct { get; init; }

    /// <summary>A sum in the scalar field in vector lanes, or an element converted or moved.</summary>
    public double LaneSum { get; init; }

    /// <summary>A field element added to one of few buckets, reduced later.</summary>
    public double Bucket { get; init; }

    /// <summary>A 64-bit integer times a field element, accumulated without reduction.</summary>
    public double IntegerProduct { get; init; }

    /// <summary>A step of the integer model: a multiplication, a digit, a table look-up.</summary>
    public double IntegerStep { get; init; }

    /// <summary>A one of a commitment: half an addition of two points of G1 in a batch with a shared inversion.</summary>
    public double One { get; init; }

    /// <summary>A term with a full-width scalar in a multi-scalar multiplication with tables of multiples, and its share of the opened polynomial.</summary>
    public double MsmTerm { get; init; }

    /// <summary>A message absorbed and a challenge squeezed.</summary>
    public double Message { get; init; }

    /// <summary>A round of one sum, besides its cells: its buffers, its interpolation, the fork and join of threads.</summary>
    public double Round { get; init; }

    /// <summary>A commitment that the verifier decodes and combines with the others.</summary>
    public double Row { get; init; }

    /// <summary>The product of two pairings.</summary>
    public double Pairings { get; init; }
}
