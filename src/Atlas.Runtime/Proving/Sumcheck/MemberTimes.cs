using System.Diagnostics;
using Atlas.Runtime.Lookups;
using Atlas.Runtime.Sumcheck;

namespace Atlas.Runtime.Proving;

/// <summary>Time of each member of a batch, for the report; without one it measures nothing.</summary>
internal sealed class MemberTimes(SumBatch batch, RelationReport? report) : IDigitSumVisitor<string>
{
    private readonly long[]? _ticks = report is null ? null : new long[batch.Sums.Count];

    /// <summary>To be given to <see cref="Stop"/>.</summary>
    public long Start() => _ticks is null ? 0 : Stopwatch.GetTimestamp();

    public void Stop(int member, long began)
    {
        if (_ticks is not null)
        {
            _ticks[member] += Stopwatch.GetTimestamp() - began;
        }
    }

    /// <summary>The member has sent its last value.</summary>
    public void Finish(int member)
    {
        Sum sum = batch.Sums[member];
        report?.Add(sum.Label, KindOf(sum), Stopwatch.GetElapsedTime(0, _ticks![member]));
    }

    public string Visit<TSum>(DigitProductSum<TSum> sum)
        where TSum : IDigitSum => typeof(TSum).IsAssignableTo(typeof(ITableSum)) ? "selection" : "gate";

    private string KindOf(Sum sum) => sum switch
    {
        MergeSum => "merge",
        MaskSum => "mask",
        ContractionSum => "contraction",
        DigitProductSum product => product.Accept(this),
        TableSum => "table",
        RowMaxSum => "row max",
        GatherSum => "gather",
        _ => throw new InvalidOperationException($"A {sum.GetType().Name} has no kind."),
    };
}
