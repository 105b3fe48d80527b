using System.Globalization;
using System.Text.Json.Nodes;
using Atlas.Bench.Macro;

namespace Atlas.Bench.Compare;

/// <summary>
/// A baseline and the current build by turns, each run in a process of its own, so that both meet the same moods of the machine. A stage's result is the ratio current : baseline of
/// neighbouring runs, its median and quartiles.
/// </summary>
internal static class CompareBenchmark
{
    /// <param name="args">
    /// --baseline COMMIT|FOLDER, --current FOLDER (this checkout), --models A,B (nanogpt), --threads N (2), --repeat N (3 proofs a run), --runs N (9 pairs), --result FILE
    /// (bench/results/compare.json).
    /// </param>
    public static int Run(string[] args)
    {
        var arguments = new Arguments(args);
        if (arguments.Find("--baseline") is not { } baseline)
        {
            Console.Error.WriteLine("compare needs --baseline COMMIT or --baseline FOLDER.");
            return 2;
        }

        string[] models = arguments.List("--models", "nanogpt");
        (int threads, int repeat, int runs) = (arguments.Number("--threads", 2), arguments.Number("--repeat", 3), arguments.Number("--runs", 9));
        IReadOnlyList<ModelProgram> before = ModelProgram.In(Baseline.Folder(baseline, models), models), now = ModelProgram.In(arguments.Text("--current", "."), models);
        JsonObject result = Machine.Describe();
        (result["baseline"], result["threads"], result["runs"], result["models"]) = (baseline, threads, runs, new JsonArray());
        foreach ((ModelProgram old, ModelProgram current) in before.Join(now, static b => b.Model, static n => n.Model, static (b, n) => (b, n)))
        {
            var pairs = new List<(JsonObject Old, JsonObject Current)>();
            for (int run = 0; run < runs; run++)
            {
                pairs.Add((old.Run(threads, repeat), current.Run(threads, repeat)));
            }

            result["models"]!.AsArray().Add(Report(old.Model, pairs));
        }

        Machine.Write(arguments.Text("--result", Path.Combine("bench", "results", "compare.json")), result);
        return 0;
    }

    private static JsonObject Report(string model, IReadOnlyList<(JsonObject Old, JsonObject Current)> pairs)
    {
        Console.WriteLine($"{model,-20}{"baseline",14}{"current",14}{"ratio",9}   quartiles");
        var stages = new JsonObject();
        foreach ((string name, string key) in Stages.All)
        {
            Statistics old = Statistics.Of(pairs.Select(pair => Stages.Seconds(pair.Old, key)));
            Statistics current = Statistics.Of(pairs.Select(pair => Stages.Seconds(pair.Current, key)));
            Statistics ratio = Statistics.Of(pairs.Select(pair => Stages.Seconds(pair.Current, key) / Stages.Seconds(pair.Old, key)));
            stages[key] = new JsonObject
            {
                ["baseline"] = old.Median,
                ["current"] = current.Median,
                ["ratio"] = ratio.Median,
                ["ratioLowerQuartile"] = ratio.LowerQuartile,
                ["ratioUpperQuartile"] = ratio.UpperQuartile,
            };
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {name,-18}{old.Median * 1000,11:N1} ms{current.Median * 1000,11:N1} ms{ratio.Median,9:N3}   {ratio.LowerQuartile:N3} to {ratio.UpperQuartile:N3}"));
        }

        return new JsonObject { ["model"] = model, ["stages"] = stages };
    }
}
