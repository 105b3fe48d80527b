using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Atlas.Runtime.Fields;

namespace Atlas.Runtime.Tests.Protocol;

/// <summary>Fixed values of an independent executable model of the protocol.</summary>
internal static class Vectors
{
    public static JsonElement Root { get; } = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Protocol", "vectors.json"))).RootElement;

    public static Fr Field(JsonElement value) => Fr.FromBigInteger(BigInteger.Parse(value.GetString()!, CultureInfo.InvariantCulture));

    public static Fr[] Fields(JsonElement values) => [.. values.EnumerateArray().Select(Field)];
}
