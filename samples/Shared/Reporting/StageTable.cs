using System.Globalization;

namespace Atlas.Samples.Reporting;

/// <summary>The stage table for people: one aligned line a stage.</summary>
public static class StageTable
{
    public static void Write(TextWriter writer, StageReport report)
    {
        StageSeconds stages = report.Median;
        writer.WriteLine($"{report.Model}: {report.Threads} thread{(report.Threads == 1 ? "" : "s")}, {report.VectorBackend} vectors");
        Line(writer, "setup (key)", Seconds(report.SetupSeconds));
        Line(writer, "witness", Seconds(stages.Witness));
        Line(writer, "commitments", Seconds(stages.Commit));
        Line(writer, "walk", Seconds(stages.Walk));
        Line(writer, "final check", Seconds(stages.FinalCheck));
        Line(writer, "opening", Seconds(stages.Opening));
        Line(writer, "prove, total", Seconds(stages.Total));
        Line(writer, "prove, first run", Seconds(report.ProveSecondsFirst));
        Line(writer, "verify", Seconds(report.VerifySeconds));
        Line(writer, "proof", Bytes(report.ProofBytes));
        Line(writer, "verifying key", Bytes(report.VerifyingKeyBytes));
        Line(writer, "peak memory", Bytes(report.PeakMemoryBytes));
        Line(writer, "one-hot ones", report.Ones.ToString("N0", CultureInfo.InvariantCulture));
        Line(writer, "sumcheck rounds", report.SumcheckRounds.ToString("N0", CultureInfo.InvariantCulture));
    }

    private static void Line(TextWriter writer, string name, string value) => writer.WriteLine($"  {name,-18}{value,16}");

    private static string Seconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1000:N1} ms");

    private static string Bytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes:N0} B");
}
