using Atlas.Runtime.Fields;
using Atlas.Runtime.Transcripts;
using BenchmarkDotNet.Attributes;

namespace Atlas.Bench.Micro;

/// <summary>A sumcheck round as the transcript sees it.</summary>
public class TranscriptBenchmarks
{
    private readonly Transcript _transcript = new();
    private readonly Fr[] _round = BenchData.Scalars(3, seed: 7);

    [Benchmark]
    public Fr AbsorbRoundAndSqueeze()
    {
        _transcript.AbsorbScalars("round", _round);
        return _transcript.Challenge();
    }
}
