using System.Runtime.ExceptionServices;

namespace Atlas.Runtime.Platform;

/// <summary>
/// Static division of a range among threads, for provers. Worker w always gets the same range, so per-worker results can be
/// combined in a fixed order and no outcome depends on scheduling.
/// </summary>
public static class StaticPartition
{
    /// <summary>The first index of a worker's range; worker <paramref name="workers"/> is the end.</summary>
    public static int Start(int worker, int workers, int count) => (int)((long)count * worker / workers);

    /// <summary>
    /// Runs <paramref name="body"/>(start, end, worker) for each non-empty range; worker 0 runs on the calling thread. With one thread, or one
    /// item, nothing but the calling thread is used. The first worker's exception, by number, is rethrown.
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

        var errors = new Exception?[workers];
        var claimed = new int[workers];
        using var pending = new CountdownEvent(workers);
        for (var worker = 1; worker < workers; worker++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(RunOnce, worker, preferLocal: false);
        }

        // The caller also runs what no thread of the pool has begun: a pool that is busy, with other proofs for example, delays nobody.
        for (var worker = 0; worker < workers; worker++)
        {
            RunOnce(worker);
        }

        pending.Wait();
        foreach (var error in errors)
        {
            if (error is not null)
            {
                ExceptionDispatchInfo.Throw(error);
            }
        }

        void RunOnce(int worker)
        {
            if (Interlocked.Exchange(ref claimed[worker], 1) == 0)
            {
                Run(worker, workers, count, body, errors);
                pending.Signal();
            }
        }
    }

    private static void Run(int worker, int workers, int count, Action<int, int, int> body, Exception?[] errors)
    {
        try
        {
            body(Start(worker, workers, count), Start(worker + 1, workers, count), worker);
        }
        catch (Exception error)
        {
            errors[worker] = error;
        }
    }
}
