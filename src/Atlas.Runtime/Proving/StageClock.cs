using System.Diagnostics;

namespace Atlas.Runtime.Proving;

/// <summary>Times the stages of a proof, one after the other, as activities too.</summary>
internal sealed class StageClock(IProgress<ProofProgress>? progress) : IDisposable
{
    private static readonly string[] Names = ["witness", "commitments", "walk", "final check", "opening"];
    private readonly double[] _seconds = new double[Names.Length];
    private int _current = -1;
    private long _since;
    private Activity? _activity;

    /// <summary>Ends the current stage and begins another.</summary>
    public void Begin(string stage)
    {
        End();
        _current = Array.IndexOf(Names, stage);
        progress?.Report(new ProofProgress(stage, (double)_current / Names.Length));
        _activity = AtlasTrace.Start(stage);
        _since = Stopwatch.GetTimestamp();
    }

    public void End()
    {
        if (_current >= 0)
        {
            _seconds[_current] += Stopwatch.GetElapsedTime(_since).TotalSeconds;
            _current = -1;
        }

        _activity?.Dispose();
        _activity = null;
    }

    public ProofStages Report(long ones, int rounds) => new()
    {
        WitnessSeconds = _seconds[0],
        CommitSeconds = _seconds[1],
        WalkSeconds = _seconds[2],
        FinalCheckSeconds = _seconds[3],
        OpeningSeconds = _seconds[4],
        Ones = ones,
        SumcheckRounds = rounds,
    };

    public void Dispose() => End();
}
