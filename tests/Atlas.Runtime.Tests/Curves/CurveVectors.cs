using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Atlas.Runtime.Fields;

namespace Atlas.Runtime.Tests.Curves;

/// <summary>Multiples and pairings from an independent implementation; tools/vectors/bn254.mjs writes the file.</summary>
internal static class CurveVectors
{
    private static readonly JsonElement Root =
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Curves", "bn254.json"))).RootElement;

    public static IEnumerable<(Fr Scalar, Fq[] Point)> Multiples(string group) =>
        Root.GetProperty(group).EnumerateArray().Select(v => (Scalar(v.GetProperty("scalar")), Coordinates(v.GetProperty("point"))));

    public static IEnumerable<(Fr A, Fr B, Fq[] Value)> Pairings() =>
        Root.GetProperty("pairings").EnumerateArray()
            .Select(v => (Scalar(v.GetProperty("a")), Scalar(v.GetProperty("b")), Coordinates(v.GetProperty("value"))));

    private static Fr Scalar(JsonElement decimalText) => Fr.FromBigInteger(Integer(decimalText));

    private static Fq[] Coordinates(JsonElement array) => array.EnumerateArray().Select(c => Fq.FromBigInteger(Integer(c))).ToArray();

    private static BigInteger Integer(JsonElement decimalText) => BigInteger.Parse(decimalText.GetString()!, CultureInfo.InvariantCulture);
}
