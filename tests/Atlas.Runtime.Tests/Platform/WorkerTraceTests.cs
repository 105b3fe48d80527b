using System.Collections.Concurrent;
using System.Diagnostics;
using Atlas.Runtime.Platform;

namespace Atlas.Runtime.Tests.Platform;

public class WorkerTraceTests
{
    [Fact]
    public void Help_OfEachThread_IsAnActivityInsideTheCallers()
    {
        var helpers = new ConcurrentBag<(int Thread, ActivitySpanId Parent)>();
        using var source = new ActivitySource("WorkerTraceTests");
        using var listener = new ActivityListener
        {
            ShouldListenTo = other => other == source || other.Name == WorkerTrace.SourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => helpers.Add((Environment.CurrentManagedThreadId, activity.ParentSpanId)),
        };
        ActivitySource.AddActivityListener(listener);
        var threads = new ConcurrentBag<int>();

        using Activity caller = source.StartActivity("caller")!;
        StaticPartition.For(64, 64, (_, _, _) =>
        {
            threads.Add(Environment.CurrentManagedThreadId);
            Thread.Sleep(1);
        });

        IEnumerable<int> recorded = helpers.Where(helper => helper.Parent == caller.SpanId).Select(static helper => helper.Thread);
        Assert.Subset(recorded.ToHashSet(), threads.Except([Environment.CurrentManagedThreadId]).ToHashSet());
        Assert.Equal(caller, Activity.Current);
    }
}
