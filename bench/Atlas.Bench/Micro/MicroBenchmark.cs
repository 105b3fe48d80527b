using System.Text.Json.Nodes;
using Atlas.Runtime.Fields;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Perfolizer.Horology;

namespace Atlas.Bench.Micro;

/// <summary>Runs the micro-benchmarks, one job for each back end, and writes their means as one file.</summary>
internal static class MicroBenchmark
{
    /// <param name="args">
    /// --back-ends all|A,B (the one in use), --result FILE (bench/results/micro.json); what is left goes to BenchmarkDotNet, which takes --filter '*Field*' among others.
    /// </param>
    public static int Run(string[] args)
    {
        var arguments = new Arguments(args);
        string[] backEnds = arguments.List("--back-ends", VectorBackend.Current.Name);
        if (backEnds is ["all"])
        {
            backEnds = [.. VectorBackend.All.Where(static backEnd => backEnd.IsAvailable).Select(static backEnd => backEnd.Name)];
        }

        ManualConfig config = ManualConfig.CreateEmpty()
            .AddLogger(ConsoleLogger.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .WithOptions(ConfigOptions.JoinSummary)
            .WithArtifactsPath(Path.Combine("artifacts", "micro"));
        foreach (string backEnd in backEnds)
        {
            config.AddJob(Job.Default.WithWarmupCount(1).WithIterationCount(5).WithIterationTime(TimeInterval.FromMilliseconds(100))
                .WithEnvironmentVariable(VectorBackend.EnvironmentVariable, backEnd).WithEnvironmentVariable("DOTNET_TieredCompilation", "0").WithId(backEnd));
        }

        string[] left = new Arguments(arguments.Without("--back-ends")).Without("--result");
        BenchmarkReport[] reports = [.. BenchmarkSwitcher.FromAssembly(typeof(MicroBenchmark).Assembly).Run(left, config).SelectMany(static summary => summary.Reports)];
        if (reports.Length == 0)
        {
            return 1;
        }

        JsonObject result = Machine.Describe();
        result["benchmarks"] = new JsonArray([.. reports.Select(Row)]);
        Machine.Write(arguments.Text("--result", Path.Combine("bench", "results", "micro.json")), result);
        return reports.All(static report => report.Success) ? 0 : 1;
    }

    private static JsonObject Row(BenchmarkReport report) => new()
    {
        ["benchmark"] = $"{report.BenchmarkCase.Descriptor.Type.Name}.{report.BenchmarkCase.Descriptor.WorkloadMethod.Name}",
        ["parameters"] = report.BenchmarkCase.Parameters.DisplayInfo,
        ["vectorBackend"] = report.BenchmarkCase.Job.Id,
        ["nanoseconds"] = report.ResultStatistics?.Median,
        ["standardDeviation"] = report.ResultStatistics?.StandardDeviation,
    };
}
