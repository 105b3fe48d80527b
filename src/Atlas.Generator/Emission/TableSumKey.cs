using System.Collections.Immutable;
using Atlas.Compiler.Plan;

namespace Atlas.Generator.Emission;

/// <summary>What decides the digit sum of a table: its window, its tails, and how many digits its index has.</summary>
internal sealed record TableSumKey(ImmutableArray<TestFunctional> Window, DigitSum Tails, int IndexDigits)
{
    public static TableSumKey Of(ProofPlan plan, TableNode table)
    {
        DigitLayout layout = plan.Sites[table.Site].Layout;
        return new(table.Window, table.Tails, layout.Between(layout.Shift, layout.Shift + layout.Segments[1]).Length);
    }

    public bool Equals(TableSumKey? other) =>
        other is not null && IndexDigits == other.IndexDigits && Tails.Equals(other.Tails) && Window.AsSpan().SequenceEqual(other.Window.AsSpan());

    public override int GetHashCode() =>
        Window.Aggregate(unchecked((Tails.GetHashCode() * 31) + IndexDigits), static (hash, test) => unchecked((hash * 31) + test.GetHashCode()));
}
