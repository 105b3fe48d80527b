using System.Text.Json;

namespace Atlas.Samples.Reporting;

/// <summary>The stage table for machines: one JSON object.</summary>
public static class StageJson
{
    public static void Write(string path, StageReport report)
    {
        using FileStream file = File.Create(path);
        using var json = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteString("model", report.Model);
        json.WriteNumber("threads", report.Threads);
        json.WriteString("vectorBackend", report.VectorBackend);
        json.WriteNumber("setupSeconds", report.SetupSeconds);
        json.WriteNumber("witnessSeconds", report.Median.Witness);
        json.WriteNumber("commitSeconds", report.Median.Commit);
        json.WriteNumber("walkSeconds", report.Median.Walk);
        json.WriteNumber("finalCheckSeconds", report.Median.FinalCheck);
        json.WriteNumber("openingSeconds", report.Median.Opening);
        json.WriteNumber("proveSeconds", report.Median.Total);
        json.WriteNumber("proveSecondsFirst", report.ProveSecondsFirst);
        json.WriteNumber("verifySeconds", report.VerifySeconds);
        json.WriteNumber("proofBytes", report.ProofBytes);
        json.WriteNumber("verifyingKeyBytes", report.VerifyingKeyBytes);
        json.WriteNumber("peakMemoryBytes", report.PeakMemoryBytes);
        json.WriteNumber("ones", report.Ones);
        json.WriteNumber("sumcheckRounds", report.SumcheckRounds);
        json.WriteBoolean("verified", report.Verified);
        WriteCosts(json, report.Costs);
        json.WriteEndObject();
    }

    private static void WriteCosts(Utf8JsonWriter json, IReadOnlyList<RelationCost> costs)
    {
        if (costs.Count == 0)
        {
            return;
        }

        json.WriteStartArray("costs");
        foreach (RelationCost cost in costs)
        {
            json.WriteStartObject();
            json.WriteString("stage", cost.Stage);
            json.WriteString("kind", cost.Kind);
            json.WriteString("label", cost.Label);
            json.WriteNumber("predictedSeconds", cost.Predicted);
            if (cost.Measured is { } measured)
            {
                json.WriteNumber("measuredSeconds", measured);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
