using Atlas.Runtime.Proving;

namespace Atlas.Samples.Reporting;

/// <summary>One part of a proof: seconds of one core that the compiler's cost model expects, and the seconds of all threads that it took.</summary>
/// <param name="Measured">Null in the stages that are measured as a whole.</param>
public sealed record RelationCost(string Stage, string Kind, string Label, double Predicted, double? Measured)
{
    /// <summary>One entry a stage, kind and label, in the order of the proof; what was measured without being expected stands at the end.</summary>
    public static IReadOnlyList<RelationCost> Join(IReadOnlyList<PredictedCost> predicted, IReadOnlyList<RelationTiming> measured)
    {
        Dictionary<(string Kind, string Label), double> times = measured
            .GroupBy(static timing => (timing.Kind, timing.Label))
            .ToDictionary(static group => group.Key, static group => group.Sum(static timing => timing.Time.TotalSeconds));
        var costs = new List<RelationCost>();
        foreach (var group in predicted.GroupBy(static cost => (cost.Stage, cost.Kind, cost.Label)))
        {
            double? time = times.Remove((group.Key.Kind, group.Key.Label), out double seconds) ? seconds : null;
            costs.Add(new RelationCost(group.Key.Stage, group.Key.Kind, group.Key.Label, group.Sum(static cost => cost.Nanoseconds) * 1e-9, time));
        }

        costs.AddRange(times.Select(static time => new RelationCost(time.Key.Kind == "witness" ? "witness" : "walk", time.Key.Kind, time.Key.Label, 0, time.Value)));
        return costs;
    }
}
