using System.Diagnostics.Tracing;
using System.Globalization;

namespace Atlas.EndToEnd.Tests;

/// <summary>Bytes that this process has allocated in the large-object heap since the listener was made, to 100 kB: by the runtime's allocation events.</summary>
internal sealed class LargeObjects : EventListener
{
    private const EventKeywords GarbageCollection = (EventKeywords)1;
    private const uint LargeObjectHeap = 1;
    private long _bytes;
    private long _events;

    /// <summary>The bytes, once the events, which come with a delay, have stopped coming.</summary>
    public long Settle()
    {
        long seen = -1;
        while (seen != Interlocked.Read(ref _events))
        {
            seen = Interlocked.Read(ref _events);
            Thread.Sleep(500);
        }

        return Interlocked.Read(ref _bytes);
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "Microsoft-Windows-DotNETRuntime")
        {
            EnableEvents(eventSource, EventLevel.Verbose, GarbageCollection);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventName?.StartsWith("GCAllocationTick", StringComparison.Ordinal) != true)
        {
            return;
        }

        Interlocked.Increment(ref _events);
        if (Convert.ToUInt32(eventData.Payload![1], CultureInfo.InvariantCulture) == LargeObjectHeap)
        {
            Interlocked.Add(ref _bytes, Convert.ToInt64(eventData.Payload[3], CultureInfo.InvariantCulture));
        }
    }
}
