namespace Atlas.Runtime.Curves;

/// <summary>The two top bits of a point encoding's last byte, which coordinates below 2^254 leave free.</summary>
internal static class PointFlags
{
    /// <summary>Compressed encodings only: y is the larger of the two square roots.</summary>
    public const byte LargerRoot = 0x80;

    public const byte Infinity = 0x40;

    public const byte CoordinateMask = 0x3f;

    public static bool IsInfinity(byte last) => (last & Infinity) != 0;

    /// <summary>The infinity flag and nothing else.</summary>
    public static bool IsCanonicalInfinity(ReadOnlySpan<byte> bytes) => bytes[^1] == Infinity && !bytes[..^1].ContainsAnyExcept((byte)0);
}
