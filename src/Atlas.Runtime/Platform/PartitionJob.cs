using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Atlas.Runtime.Platform;

/// <summary>
/// The ranges of one <see cref="StaticPartition.For"/>. Each is claimed once, by whichever thread comes first: a helper that wakes late delays nobody, since the caller has run its
/// range by then.
/// </summary>
internal sealed class PartitionJob(int ranges, int count, Action<int, int, int> body)
{
    private readonly ManualResetEventSlim _helpersDone = new(initialState: false, Worker.Spins);
    private readonly ActivityContext _caller = WorkerTrace.Caller;
    private readonly Lock _errorLock = new();
    private Exception? _error;
    private int _errorRange = int.MaxValue;
    private int _claimed;
    private int _helpers;

    /// <summary>The calling thread's part: it has every range run, with the help of idle workers, and waits for those that have begun.</summary>
    public void Run()
    {
        Worker[] workers = Worker.Rent(ranges - 1);
        _helpers = workers.Length + 1;
        foreach (Worker worker in workers)
        {
            worker.Assign(this);
        }

        RunUnclaimed();
        Leave();
        foreach (Worker worker in workers)
        {
            if (worker.Withdraw(this))
            {
                Leave();
            }
        }

        WaitForHelpers();
        Worker.GiveBack(workers);
        if (_error is { } error)
        {
            ExceptionDispatchInfo.Throw(error);
        }
    }

    /// <summary>A helper's part. What a listener of traces throws is the caller's to hear, after the errors of ranges.</summary>
    public void Help()
    {
        try
        {
            using (WorkerTrace.Start(_caller))
            {
                RunUnclaimed();
            }
        }
        catch (Exception error)
        {
            Record(ranges, error);
        }

        Leave();
    }

    /// <summary>An interrupt waits too: helpers work on the caller's memory.</summary>
    private void WaitForHelpers()
    {
        bool interrupted = false;
        while (!_helpersDone.IsSet)
        {
            try
            {
                _helpersDone.Wait();
            }
            catch (ThreadInterruptedException)
            {
                interrupted = true;
            }
        }

        if (interrupted)
        {
            Thread.CurrentThread.Interrupt();
        }
    }

    private void RunUnclaimed()
    {
        for (int range; (range = Interlocked.Increment(ref _claimed) - 1) < ranges;)
        {
            try
            {
                body(StaticPartition.Start(range, ranges, count), StaticPartition.Start(range + 1, ranges, count), range);
            }
            catch (Exception error)
            {
                Record(range, error);
            }
        }
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref _helpers) == 0)
        {
            _helpersDone.Set();
        }
    }

    private void Record(int range, Exception error)
    {
        lock (_errorLock)
        {
            if (range < _errorRange)
            {
                (_errorRange, _error) = (range, error);
            }
        }
    }
}
