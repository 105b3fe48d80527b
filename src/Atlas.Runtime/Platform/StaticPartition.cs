namespace Atlas.Runtime.Platform;

/// <summary>
/// Static division of a range among threads, for provers. Worker w always gets the same range, whichever thread it runs on, so per-worker results can be
/// combined in a fixed order and no outcome depends on scheduling. Dispatch and join cost about a microsecond while the threads are awake (<see cref="Worker"/>).
/// </summary>
public static class StaticPartition
{
    /// <summary>The first index of a worker's range; worker <paramref name="workers"/> is the end.</summary>
    public static int Start(int worker, int workers, int count) => (int)((long)count * worker / workers);

    /// <summary>
    /// Runs <paramref name="body"/>(start, end, worker) for each non-empty range. With one thread, or one item, nothing but the calling thread is
    /// used. All ranges run; then the exception of the lowest worker that threw is rethrown. May be nested.
    /// </summary>
    public static void For(int threads, int count, Action<int, int, int> body)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var workers = Math.Min(threads, count);
        if (workers <= 1)
        {
            if (count > 0)
            {
                body(0, count, 0);
            }

            return;
        }

        new PartitionJob(workers, count, body).Run();
    }
}
