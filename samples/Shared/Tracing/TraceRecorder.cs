using System.Diagnostics;

namespace Atlas.Samples.Tracing;

/// <summary>
/// Collects the activities of prover, verifier and sample while it lives. It is an ordinary listener of <see cref="ActivitySource"/>: any .NET tracing tool can listen in the same way.
/// </summary>
public sealed class TraceRecorder : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<TraceSpan> _spans = [];
    private readonly ActivityListener _listener;

    public TraceRecorder()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name.StartsWith("Atlas.", StringComparison.Ordinal),
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = Record,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Spans in the order of their starts, an outer one before those inside it.</summary>
    public IReadOnlyList<TraceSpan> Spans
    {
        get
        {
            lock (_lock)
            {
                return [.. _spans.OrderBy(static span => span.Start).ThenByDescending(static span => span.Duration)];
            }
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Record(Activity activity)
    {
        List<KeyValuePair<string, string>> tags = [.. activity.TagObjects.Select(static tag => KeyValuePair.Create(tag.Key, $"{tag.Value}"))];
        var span = new TraceSpan(
            activity.OperationName, activity.Source.Name, activity.SpanId, activity.ParentSpanId, Environment.CurrentManagedThreadId, activity.StartTimeUtc, activity.Duration, tags);
        lock (_lock)
        {
            _spans.Add(span);
        }
    }
}
