using System.Diagnostics;

namespace Atlas.Samples.Tracing;

/// <summary>A finished activity: a named interval of time on one thread, inside its parent.</summary>
public sealed record TraceSpan(
    string Name, string Source, ActivitySpanId Id, ActivitySpanId Parent, int Thread, DateTime Start, TimeSpan Duration, IReadOnlyList<KeyValuePair<string, string>> Tags);
