using System.Text.Json.Nodes;

namespace Atlas.Bench.Macro;

/// <summary>The stages of a model's report, by the names that its JSON has.</summary>
internal static class Stages
{
    public static IReadOnlyList<(string Name, string Key)> All { get; } =
    [
        ("set-up", "setupSeconds"), ("witness", "witnessSeconds"), ("commitments", "commitSeconds"), ("walk", "walkSeconds"), ("final check", "finalCheckSeconds"),
        ("opening", "openingSeconds"), ("prove", "proveSeconds"), ("prove, first", "proveSecondsFirst"), ("verify", "verifySeconds"),
    ];

    public static double Seconds(JsonObject report, string key) => report[key]!.GetValue<double>();
}
