using System.Diagnostics;
using Atlas.Runtime;
using Atlas.Runtime.Fields;
using Atlas.Samples.Language;
using Atlas.Samples.Reporting;
using Atlas.Samples.Tracing;

namespace Atlas.Samples;

/// <summary>Generate greedily, prove the final window, verify it here and in a second process, report.</summary>
public static class SampleProgram
{
    private static readonly ActivitySource Source = new("Atlas.Samples");

    /// <returns>0 if the proof was accepted, 1 if not, 2 if the arguments or the surroundings were at fault.</returns>
    public static int Run(string[] args, SampleDefaults defaults, Func<ILanguageModel> load) => SampleOptions.Invoke(args, defaults, options =>
    {
        try
        {
            using ILanguageModel model = load();
            return options.WriteKey is { } path ? WriteKey(model, path) : Traced(model, options);
        }
        catch (Exception exception) when (exception is AtlasException or FormatException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(exception.Message);
            return 2;
        }
    });

    private static int WriteKey(ILanguageModel model, string path)
    {
        byte[] key = model.SetUpAgain();
        File.WriteAllBytes(path, key);
        Console.WriteLine($"{path}: {key.Length} bytes");
        return 0;
    }

    private static int Traced(ILanguageModel model, SampleOptions options)
    {
        using TraceRecorder? recorder = options.Trace is not null || options.TraceTerminal ? new TraceRecorder() : null;
        StageReport report = Prove(model, options);
        StageTable.Write(Console.Out, report);
        if (options.Report)
        {
            Console.WriteLine(VectorBackend.Describe());
            CostTable.Write(Console.Out, report);
        }

        if (options.Json is not null)
        {
            StageJson.Write(options.Json, report);
        }

        if (options.Trace is not null)
        {
            ChromeTrace.Write(options.Trace, recorder!.Spans);
        }

        if (options.TraceTerminal)
        {
            TimingTree.Write(Console.Out, recorder!.Spans);
        }

        return report.Verified ? 0 : 1;
    }

    private static StageReport Prove(ILanguageModel model, SampleOptions options)
    {
        byte[] key = Timed("setup", () => model.Prepare(options.Threads, options.Report), out double setup);
        string text = Timed("generate", () => Generate(model, options), out _);
        Console.WriteLine($"{options.Prompt}|{text[options.Prompt.Length..]}");
        long[] window = model.Alphabet.Window(text, model.Length);

        var runs = new List<ProvenWindow>();
        var verifySeconds = new List<double>();
        bool verified = true;
        for (int run = 0; run < options.Repeat; run++)
        {
            ProvenWindow proven = Timed("prove", () => model.Prove(window), out _);
            string? rejection = Timed("verify", () => model.Verify(proven.Proof, window), out double seconds);
            runs.Add(proven);
            verified &= rejection is null && proven.Proof.AsSpan().SequenceEqual(runs[0].Proof);
            verifySeconds.Add(seconds);
        }

        var files = new ProofFolder(options.Out, model.Name);
        files.Write(runs[0].Proof, key, text);
        verified &= Timed("second process", () => VerifierProcess.Accepts(files, model.VerifierProgram, options.Prompt.Length), out _);
        ProvenWindow median = runs.OrderBy(static run => run.Stages.Total).ElementAt(runs.Count / 2);
        verifySeconds.Sort();
        using var process = Process.GetCurrentProcess();
        return new StageReport(
            model.Name, options.Threads, model.VectorBackend, setup, median.Stages, runs[0].Stages.Total, verifySeconds[verifySeconds.Count / 2],
            median.Proof.Length, key.Length, process.PeakWorkingSet64, model.Ones, median.SumcheckRounds, verified)
        {
            Costs = options.Report ? RelationCost.Join(model.PredictedCosts, median.Relations) : [],
        };
    }

    private static string Generate(ILanguageModel model, SampleOptions options)
    {
        string text = options.Prompt;
        if (text.Length == 0 || text.Length + options.Count > model.Length)
        {
            throw new FormatException($"The prompt needs a character, and with its continuation must fit into the model's {model.Length}.");
        }

        for (int i = 0; i < options.Count; i++)
        {
            long[] logits = model.Infer(model.Alphabet.Window(text, model.Length));
            int token = GreedyDecoding.Next(logits, model.Alphabet.Count, text.Length - 1);
            text += model.Alphabet.Decode([token]);
        }

        return text;
    }

    private static T Timed<T>(string name, Func<T> work, out double seconds)
    {
        using Activity? activity = Source.StartActivity(name);
        long start = Stopwatch.GetTimestamp();
        T result = work();
        seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return result;
    }
}
