using System.Diagnostics;
using Atlas.Runtime.Platform;

namespace Atlas.Runtime.Tests.Platform;

public class StaticPartitionTests
{
    [Theory]
    [InlineData(1, 10)]
    [InlineData(3, 10)]
    [InlineData(4, 4)]
    [InlineData(8, 3)]
    [InlineData(2, 0)]
    public void For_AnyThreads_CoversEachIndexOnce(int threads, int count)
    {
        var visits = new int[count];
        var worker = new int[count];
        StaticPartition.For(threads, count, (start, end, own) =>
        {
            for (var i = start; i < end; i++)
            {
                Interlocked.Increment(ref visits[i]);
                worker[i] = own;
            }
        });
        Assert.All(visits, v => Assert.Equal(1, v));
        Assert.Equal(worker.Order(), worker);
    }

    [Fact]
    public void For_OneThread_StaysOnTheCaller()
    {
        var thread = 0;
        StaticPartition.For(1, 5, (_, _, _) => thread = Environment.CurrentManagedThreadId);
        Assert.Equal(Environment.CurrentManagedThreadId, thread);
    }

    [Fact]
    public void For_WorkersThrow_RethrowsTheFirstByNumber()
    {
        var error = Assert.Throws<InvalidOperationException>(
            () => StaticPartition.For(4, 4, (_, _, own) => throw new InvalidOperationException($"{own}")));
        Assert.Equal("0", error.Message);
    }

    [Fact]
    public void For_AWorkerThrows_TheOthersStillRun()
    {
        var ran = new bool[4];
        Assert.Throws<InvalidOperationException>(() => StaticPartition.For(4, 4, (_, _, own) =>
        {
            ran[own] = true;
            throw new InvalidOperationException();
        }));
        Assert.All(ran, Assert.True);
    }

    [Fact]
    public void For_AListenerOfTracesThrows_TheCallerHearsOfIt()
    {
        using var source = new ActivitySource(nameof(For_AListenerOfTracesThrows_TheCallerHearsOfIt));
        ActivityTraceId own = default;
        using var listener = new ActivityListener
        {
            ShouldListenTo = listened => listened == source || listened.Name == WorkerTrace.SourceName,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStarted = activity =>
            {
                if (activity.Source != source && activity.TraceId == own)
                {
                    throw new NotSupportedException("a listener's own fault");
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        using Activity? activity = source.StartActivity("caller");
        own = activity!.TraceId;
        var helped = 0;
        for (var attempt = 0; attempt < 1000 && helped == 0; attempt++)
        {
            try
            {
                StaticPartition.For(2, 2, (_, _, _) => Thread.Sleep(1));
            }
            catch (NotSupportedException)
            {
                helped++;
            }
        }

        Assert.True(Environment.ProcessorCount == 1 || helped == 1, "No helper came, or its fault was lost.");
    }

    [Fact]
    public void For_NestedOnManyThreadsAtOnce_CoversEverything()
    {
        var sums = new long[8];
        Thread[] callers = [.. Enumerable.Range(0, sums.Length).Select(i => new Thread(() =>
        {
            for (var repeat = 0; repeat < 2_000; repeat++)
            {
                StaticPartition.For(3, 3, (_, _, outer) =>
                    StaticPartition.For(4, 10, (start, end, _) => Interlocked.Add(ref sums[i], (outer + 1) * (end - start))));
            }
        }))];
        Array.ForEach(callers, static caller => caller.Start());
        Array.ForEach(callers, static caller => caller.Join());
        Assert.All(sums, static sum => Assert.Equal(2_000L * 10 * (1 + 2 + 3), sum));
    }

    [Fact]
    public void For_ManyCalls_UsesFewerWorkersThanProcessors()
    {
        var threads = new System.Collections.Concurrent.ConcurrentDictionary<int, bool>();
        for (var repeat = 0; repeat < 100; repeat++)
        {
            StaticPartition.For(64, 64, (_, _, _) => threads.TryAdd(Environment.CurrentManagedThreadId, true));
        }

        Assert.InRange(threads.Count, 1, Environment.ProcessorCount);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, -1)]
    public void For_NegativeArguments_Throw(int threads, int count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => StaticPartition.For(threads, count, (_, _, _) => { }));
}
