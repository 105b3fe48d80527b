using System.Diagnostics;
using Atlas.Runtime.Proving;

namespace Atlas.Runtime.Tests.Proving;

public class EngineTests
{
    private static readonly string[] Stages = ["witness", "commitments", "walk", "final check", "opening"];

    [Fact]
    public void Prove_WhileSomebodyListens_TracesAndReportsEveryStage()
    {
        (ProvableModel model, ProvingKey key, long[][] inputs) = ProverTests.Prepare("relu", 7);
        var names = new List<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == AtlasTrace.SourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                lock (names)
                {
                    names.Add(activity.OperationName == "sums" ? (string)activity.GetTagItem("label")! : activity.OperationName);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        var progress = new Recorder();
        using var engine = new ProverEngine(model, key);
        ProofResult proof = engine.Prove(inputs, default, progress);
        Assert.Equal(Stages, progress.Stages);
        Assert.Superset(new HashSet<string>([.. Stages, "t1"]), names.ToHashSet());
        Assert.Equal(model.Model.Ones, proof.Stages.Ones);
        Assert.True(proof.Stages.SumcheckRounds > 0 && proof.Stages.Total > 0);
    }

    [Fact]
    public void Prove_Cancelled_Throws()
    {
        (ProvableModel model, ProvingKey key, long[][] inputs) = ProverTests.Prepare("relu", 7);
        using var engine = new ProverEngine(model, key);
        using var source = new CancellationTokenSource();
        var progress = new Recorder { OnStage = stage => Cancel(stage, source) };
        Assert.Throws<OperationCanceledException>(() => engine.Prove(inputs, default, progress, source.Token));

        static void Cancel(string stage, CancellationTokenSource source)
        {
            if (stage == "walk")
            {
                source.Cancel();
            }
        }
    }

    [Theory]
    [InlineData(60001, "'in0' at element 4 is 60001, outside its declared interval [-60000, 60000]")]
    [InlineData(-60001, "-60001")]
    public void Prove_InputOutsideItsInterval_NamesItAndItsElement(long value, string message)
    {
        (ProvableModel model, ProvingKey key, long[][] inputs) = ProverTests.Prepare("relu", 7);
        using var engine = new ProverEngine(model, key);
        inputs[0][4] = value;
        Assert.Contains(message, Assert.Throws<AtlasInputException>(() => engine.Prove(inputs)).Message, StringComparison.Ordinal);
        Assert.Throws<AtlasInputException>(() => engine.Infer([new long[3]]));
        Assert.Throws<AtlasInputException>(() => engine.Infer([]));
    }

    [Fact]
    public void Prove_AfterDisposal_Throws()
    {
        (ProvableModel model, ProvingKey key, long[][] inputs) = ProverTests.Prepare("relu", 7);
        var engine = new ProverEngine(model, key);
        engine.Dispose();
        Assert.Throws<ObjectDisposedException>(() => engine.Prove(inputs));
    }

    [Fact]
    public void Engine_WithAnotherModelsKey_Throws()
    {
        (ProvableModel model, _, _) = ProverTests.Prepare("relu", 7);
        (_, ProvingKey other, _) = ProverTests.Prepare("gather", 7);
        Assert.Throws<AtlasKeyException>(() => new ProverEngine(model, other));
    }

    private sealed class Recorder : IProgress<ProofProgress>
    {
        public List<string> Stages { get; } = [];

        public Action<string>? OnStage { get; init; }

        public void Report(ProofProgress value)
        {
            Assert.Equal((Stages.Count, 5), (value.Index, value.Count));
            Stages.Add(value.Stage);
            OnStage?.Invoke(value.Stage);
        }
    }
}
