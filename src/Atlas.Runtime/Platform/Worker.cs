namespace Atlas.Runtime.Platform;

/// <summary>
/// A thread that helps with partitions, and all of them: one process has at most one worker less than processors, shared by all its proofs. After a job a worker spins for
/// some tens of microseconds, since the rounds of a sumcheck follow each other that closely, then it sleeps; after ten seconds without a job its thread ends.
/// </summary>
internal sealed class Worker
{
    /// <summary>Turns of a <see cref="SpinWait"/> before a thread sleeps, about 50 µs.</summary>
    public const int Spins = 100;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly Lock PoolLock = new();
    private static readonly List<Worker> Idle = [];
    private static int s_alive;

    private readonly ManualResetEventSlim _assigned = new(initialState: false, Spins);
    private PartitionJob? _job;

    private Worker()
    {
    }

    /// <summary>At most <paramref name="wanted"/> workers, the latest used, which may still spin, first. None may be free.</summary>
    public static Worker[] Rent(int wanted)
    {
        lock (PoolLock)
        {
            while (Idle.Count < wanted && s_alive < Environment.ProcessorCount - 1)
            {
                Idle.Add(Start());
            }

            int count = Math.Min(wanted, Idle.Count);
            Worker[] rented = [.. Idle[^count..]];
            Idle.RemoveRange(Idle.Count - count, count);
            return rented;
        }
    }

    /// <summary>Workers that have left their job.</summary>
    public static void GiveBack(Worker[] workers)
    {
        lock (PoolLock)
        {
            Idle.AddRange(workers);
        }
    }

    /// <summary>Wakes the worker for a job.</summary>
    public void Assign(PartitionJob job)
    {
        Volatile.Write(ref _job, job);
        _assigned.Set();
    }

    /// <summary>Takes a job back that the worker has not begun; false if it has.</summary>
    public bool Withdraw(PartitionJob job) => Interlocked.CompareExchange(ref _job, null, job) == job;

    private static Worker Start()
    {
        var worker = new Worker();
        new Thread(worker.Work) { IsBackground = true, Name = "Atlas worker" }.UnsafeStart();
        s_alive++;
        return worker;
    }

    private void Work()
    {
        while (_assigned.Wait(Patience) || !Retire())
        {
            // First the event, then the job: one that is assigned in between is seen by the exchange.
            _assigned.Reset();
            Interlocked.Exchange(ref _job, null)?.Help();
        }
    }

    /// <summary>Leaves the pool; false if the worker has just been rented.</summary>
    private bool Retire()
    {
        lock (PoolLock)
        {
            bool left = Idle.Remove(this);
            s_alive -= left ? 1 : 0;
            return left;
        }
    }
}
