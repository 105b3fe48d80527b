using System.Globalization;

namespace Atlas.Samples.Reporting;

/// <summary>
/// What parts of a proof cost beside what the compiler expected, for people: stages, kinds of relations, and each relation of more than a hundredth of the proof. Expected times are
/// those of one core, a relation's time is that of all threads, a stage's is its duration.
/// </summary>
public static class CostTable
{
    private const double Share = 0.01;

    public static void Write(TextWriter writer, StageReport report)
    {
        IReadOnlyList<RelationCost> costs = report.Costs;
        writer.WriteLine($"  {"",-34}{"expected",14}{"measured",14}{"ratio",9}");
        foreach ((string stage, double seconds) in Stages(report.Median))
        {
            Line(writer, stage, costs.Where(cost => cost.Stage == stage).Sum(static cost => cost.Predicted), seconds);
        }

        writer.WriteLine();
        foreach (IGrouping<(string Stage, string Kind), RelationCost> kind in costs.Where(static cost => cost.Measured is not null).GroupBy(static cost => (cost.Stage, cost.Kind)))
        {
            Line(writer, $"{kind.Key.Stage}: {kind.Key.Kind} ×{kind.Count()}", kind.Sum(static cost => cost.Predicted), kind.Sum(static cost => cost.Measured!.Value));
        }

        writer.WriteLine();
        double least = Share * report.Median.Total;
        foreach (RelationCost cost in costs.Where(cost => Math.Max(cost.Predicted, cost.Measured ?? 0) >= least))
        {
            Line(writer, $"{cost.Stage}: {cost.Kind} {cost.Label}", cost.Predicted, cost.Measured);
        }
    }

    private static IEnumerable<(string Stage, double Seconds)> Stages(StageSeconds stages) =>
    [
        ("witness", stages.Witness), ("commitments", stages.Commit), ("walk", stages.Walk), ("final check", stages.FinalCheck), ("opening", stages.Opening),
    ];

    private static void Line(TextWriter writer, string name, double expected, double? measured) =>
        writer.WriteLine($"  {name,-34}{Milliseconds(expected),14}{Milliseconds(measured),14}{Ratio(measured / expected),9}");

    private static string Milliseconds(double? seconds) => seconds is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value * 1000:N2} ms") : "–";

    private static string Ratio(double? ratio) => ratio is { } value && double.IsFinite(value) ? value.ToString("N2", CultureInfo.InvariantCulture) : "–";
}
