using System.Collections.Immutable;
using Atlas.Compiler.Plan;

namespace Atlas.Compiler.Costs;

/// <summary>Depths of the walk (docs/protocol.md §5): outputs 0, a node one more than its deepest reader; per depth, nodes in reverse plan order.</summary>
internal static class PlanLevels
{
    /// <summary>Indices of nodes, level by level.</summary>
    public static ImmutableArray<ImmutableArray<int>> Of(IReadOnlyList<PlanNode> nodes)
    {
        var depthOfTensor = new Dictionary<int, int>();
        var levels = new List<ImmutableArray<int>.Builder>();
        for (int i = nodes.Count - 1; i >= 0; i--)
        {
            PlanNode node = nodes[i];
            depthOfTensor.TryGetValue(node.Output, out int depth);
            while (levels.Count <= depth)
            {
                levels.Add(ImmutableArray.CreateBuilder<int>());
            }

            levels[depth].Add(i);
            foreach (int operand in node.Operands)
            {
                depthOfTensor.TryGetValue(operand, out int deepest);
                depthOfTensor[operand] = Math.Max(deepest, depth + 1);
            }
        }

        return [.. levels.Select(static level => level.ToImmutable())];
    }
}
