using System.Globalization;
using System.Text.Json.Nodes;

namespace Atlas.Bench.Macro;

/// <summary>The stage table of each model on one thread and on two, and how much the second one gives.</summary>
internal static class ModelBenchmark
{
    /// <param name="args">--programs FOLDER (default: this checkout), --models A,B, --repeat N (5), --result FILE (bench/results/models.json), --label TEXT.</param>
    public static int Run(string[] args)
    {
        var arguments = new Arguments(args);
        int repeat = arguments.Number("--repeat", 5);
        JsonObject result = Machine.Describe();
        result["programs"] = arguments.Text("--label", "dotnet build");
        var models = new JsonArray();
        foreach (ModelProgram program in ModelProgram.In(arguments.Text("--programs", "."), arguments.List("--models")))
        {
            JsonObject one = program.Run(threads: 1, repeat, report: true), two = program.Run(threads: 2, repeat);
            Print(program.Model, one, two);
            JsonObject drivers = Drivers(one);
            one.Remove("costs");
            models.Add(new JsonObject { ["model"] = program.Model, ["oneThread"] = one, ["twoThreads"] = two, ["driversOneThread"] = drivers });
        }

        result["models"] = models;
        Machine.Write(arguments.Text("--result", Path.Combine("bench", "results", "models.json")), result);
        return 0;
    }

    private static void Print(string model, JsonObject one, JsonObject two)
    {
        Console.WriteLine($"{model,-20}{"1 thread",14}{"2 threads",14}{"ratio",9}");
        foreach ((string name, string key) in Stages.All)
        {
            double slow = Stages.Seconds(one, key), fast = Stages.Seconds(two, key);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-18}{slow * 1000,11:N1} ms{fast * 1000,11:N1} ms{slow / fast,9:N2}"));
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  proof {two["proofBytes"]!.GetValue<int>():N0} B, peak {two["peakMemoryBytes"]!.GetValue<long>() / 1e6:N0} MB, {two["ones"]!.GetValue<long>():N0} ones, {two["sumcheckRounds"]!.GetValue<int>():N0} rounds"));
    }

    /// <summary>Seconds of each kind of relation, as its sumcheck driver needs them on this model, and as the compiler expects them.</summary>
    private static JsonObject Drivers(JsonObject report)
    {
        var drivers = new JsonObject();
        IEnumerable<JsonNode> costs = report["costs"]!.AsArray().Select(static cost => cost!).Where(static cost => cost["measuredSeconds"] is not null);
        foreach (IGrouping<string, JsonNode> kind in costs.GroupBy(static cost => cost["kind"]!.GetValue<string>()))
        {
            drivers[kind.Key] = new JsonObject
            {
                ["count"] = kind.Count(),
                ["predictedSeconds"] = kind.Sum(static cost => cost["predictedSeconds"]!.GetValue<double>()),
                ["measuredSeconds"] = kind.Sum(static cost => cost["measuredSeconds"]!.GetValue<double>()),
            };
        }

        return drivers;
    }
}
