using System.Diagnostics;

namespace Atlas.Runtime.Proving;

/// <summary>What one part of a proof cost (<see cref="ProverOptions.Report"/>).</summary>
/// <param name="Label">The tensor or sum, as in the messages' labels.</param>
/// <param name="Kind">
/// "witness": the integers of a tensor; a sum of the walk: "merge", "mask", "contraction", "gate", "table" (phase 1), "selection" (phase 2 of a table), "row max", "gather";
/// "claim": values of tensors at a point, and of a table's tails.
/// </param>
/// <param name="Batch">Number of the batch of sums, from 0; of a claim the batch before it; -1 before the first.</param>
/// <param name="Time">Wall-clock time; with more threads than one it is less than the work.</param>
public sealed record RelationTiming(string Label, string Kind, int Batch, TimeSpan Time);

/// <summary>Collects timings in the order of the proof.</summary>
internal sealed class RelationReport
{
    private readonly List<RelationTiming> _timings = [];

    public IReadOnlyList<RelationTiming> Timings => _timings;

    /// <summary>Number of the batch that runs.</summary>
    public int Batch { get; private set; } = -1;

    public void NextBatch() => Batch++;

    public void Add(string label, string kind, TimeSpan time) => _timings.Add(new RelationTiming(label, kind, Batch, time));

    /// <summary>Adds the time since <paramref name="began"/>, a timestamp of <see cref="Stopwatch"/>.</summary>
    public void AddSince(long began, string label, string kind) => Add(label, kind, Stopwatch.GetElapsedTime(began));
}
