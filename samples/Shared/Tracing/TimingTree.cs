using System.Diagnostics;
using System.Globalization;

namespace Atlas.Samples.Tracing;

/// <summary>The tree of timings for a terminal. Siblings of one name are one line with their number and sum.</summary>
public static class TimingTree
{
    public static void Write(TextWriter writer, IReadOnlyList<TraceSpan> spans)
    {
        HashSet<ActivitySpanId> known = [.. spans.Select(static span => span.Id)];
        ILookup<ActivitySpanId, TraceSpan> children = spans.ToLookup(span => known.Contains(span.Parent) ? span.Parent : default);
        Level(writer, children, [.. children[default]], 0, null);
    }

    private static void Level(TextWriter writer, ILookup<ActivitySpanId, TraceSpan> children, IReadOnlyList<TraceSpan> siblings, int depth, TimeSpan? whole)
    {
        foreach (IGrouping<string, TraceSpan> group in siblings.GroupBy(static span => span.Name))
        {
            TimeSpan sum = group.Aggregate(TimeSpan.Zero, static (total, span) => total + span.Duration);
            string name = new string(' ', 2 * depth) + group.Key + (group.Count() > 1 ? $" ×{group.Count()}" : "");
            string share = whole is { } outer && outer > TimeSpan.Zero ? string.Create(CultureInfo.InvariantCulture, $"{sum / outer,7:P0}") : "";
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-48}{sum.TotalMilliseconds,12:N2} ms{share}"));
            Level(writer, children, [.. group.SelectMany(span => children[span.Id])], depth + 1, sum);
        }
    }
}
