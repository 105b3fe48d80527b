using System.Diagnostics;

namespace Atlas.Runtime.Proving;

/// <summary>Times the stages of one proof and reports them.</summary>
internal sealed class StageClock(IProgress<ProofProgress>? progress) : IDisposable
{
    private static readonly string[] Names = ["witness", "commitments", "walk", "final check", "opening"];
    private readonly double[] _seconds = new double[Names.Length];
    private Activity? _activity;
    private long _started;
    private int _stage = -1;

    /// <summary>Ends the stage that runs and begins the next.</summary>
    public void Next()
    {
        End();
        _stage++;
        progress?.Report(new ProofProgress(Names[_stage], _stage, Names.Length));
        _activity = AtlasTrace.Start(Names[_stage]);
        _started = Stopwatch.GetTimestamp();
    }

    public ProofStages Finish(long ones, int rounds)
    {
        End();
        return new ProofStages(_seconds[0], _seconds[1], _seconds[2], _seconds[3], _seconds[4], ones, rounds);
    }

    public void Dispose() => _activity?.Dispose();

    private void End()
    {
        if (_stage >= 0)
        {
            _seconds[_stage] = Stopwatch.GetElapsedTime(_started).TotalSeconds;
            _activity?.Dispose();
            _activity = null;
        }
    }
}
