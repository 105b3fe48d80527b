using System.CommandLine;

namespace Atlas.Samples;

/// <summary>The command line that all sample programs share.</summary>
public sealed record SampleOptions
{
    public required string Prompt { get; init; }

    /// <summary>Characters to generate.</summary>
    public required int Count { get; init; }

    /// <summary>Threads of the prover.</summary>
    public required int Threads { get; init; }

    /// <summary>Proofs in one process.</summary>
    public required int Repeat { get; init; }

    public required string? Trace { get; init; }

    public required bool TraceTerminal { get; init; }

    /// <summary>Compare what relations cost with what the compiler expected.</summary>
    public required bool Report { get; init; }

    public required string? Json { get; init; }

    /// <summary>Folder for the proof, the verifying key and the proven text.</summary>
    public required string Out { get; init; }

    /// <summary>Where to write the verifying key, and nothing else to do.</summary>
    public required string? WriteKey { get; init; }

    /// <summary>Parses the command line and runs the program; help and errors are the parser's.</summary>
    public static int Invoke(string[] args, SampleDefaults defaults, Func<SampleOptions, int> run)
    {
        Option<string> prompt = new("--prompt") { Description = "Text to continue.", DefaultValueFactory = _ => defaults.Prompt };
        Option<int> count = Positive("--count", "Characters to generate.", defaults.Count);
        Option<int> threads = Positive("--threads", "Threads of the prover.", Environment.ProcessorCount);
        Option<int> repeat = Positive("--repeat", "Proofs in this process; the first and the median are reported.", 1);
        Option<string?> trace = new("--trace") { Description = "File for a Chrome trace (Perfetto, chrome://tracing)." };
        Option<bool> traceTerminal = new("--trace-terminal") { Description = "Print the tree of timings." };
        Option<bool> report = new("--report") { Description = "Measure each relation, and print it beside what the compiler expected; list the vector back ends." };
        Option<string?> json = new("--json") { Description = "File for the stage table as JSON." };
        Option<string> output = new("--out") { Description = "Folder for proof, verifying key and text.", DefaultValueFactory = _ => Path.Combine("artifacts", defaults.Model) };
        Option<string?> writeKey = new("--write-key") { Description = "Write the verifying key to this file and stop." };
        var root = new RootCommand($"Proves that {defaults.Model} continues a text as it does, and verifies the proof in a second process.")
        {
            prompt, count, threads, repeat, trace, traceTerminal, report, json, output, writeKey,
        };
        root.SetAction(parsed => run(new SampleOptions
        {
            Prompt = parsed.GetRequiredValue(prompt),
            Count = parsed.GetRequiredValue(count),
            Threads = parsed.GetRequiredValue(threads),
            Repeat = parsed.GetRequiredValue(repeat),
            Trace = parsed.GetValue(trace),
            TraceTerminal = parsed.GetValue(traceTerminal),
            Report = parsed.GetValue(report),
            Json = parsed.GetValue(json),
            Out = parsed.GetRequiredValue(output),
            WriteKey = parsed.GetValue(writeKey),
        }));
        return root.Parse(args).Invoke();
    }

    private static Option<int> Positive(string name, string description, int value)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out int given) && given < 1)
            {
                result.AddError($"{name} must be at least 1.");
            }
        });
        return option;
    }
}

/// <summary>What differs between the samples' command lines.</summary>
public sealed record SampleDefaults(string Model, string Prompt, int Count);
