using System.Text.Json;

namespace Atlas.Samples.Tracing;

/// <summary>Chrome's trace-event format, complete events in microseconds: Perfetto and chrome://tracing open it.</summary>
public static class ChromeTrace
{
    public static void Write(string path, IReadOnlyList<TraceSpan> spans)
    {
        using FileStream file = File.Create(path);
        using var json = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteString("displayTimeUnit", "ms");
        json.WriteStartArray("traceEvents");
        foreach (TraceSpan span in spans)
        {
            WriteEvent(json, span, spans[0].Start);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteEvent(Utf8JsonWriter json, TraceSpan span, DateTime origin)
    {
        json.WriteStartObject();
        json.WriteString("name", span.Name);
        json.WriteString("cat", span.Source);
        json.WriteString("ph", "X");
        json.WriteNumber("ts", (span.Start - origin).TotalMicroseconds);
        json.WriteNumber("dur", span.Duration.TotalMicroseconds);
        json.WriteNumber("pid", Environment.ProcessId);
        json.WriteNumber("tid", span.Thread);
        json.WriteStartObject("args");
        foreach ((string key, string value) in span.Tags)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
