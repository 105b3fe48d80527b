using System.Collections.Immutable;

namespace Atlas.Onnx.Import;

/// <summary>Orders nodes so that each comes after those it reads, and checks that every name has exactly one producer.</summary>
internal static class TopologicalOrder
{
    /// <summary>
    /// The file's order where it is topological, as the format asks; otherwise the order closest to it.
    /// <paramref name="isGiven"/> tells the names of inputs and initializers.
    /// </summary>
    public static ImmutableArray<OnnxNode> Sort(ImmutableArray<OnnxNode> nodes, Func<string, bool> isGiven)
    {
        Dictionary<string, int> producers = Producers(nodes, isGiven);
        int[] missing = new int[nodes.Length];
        List<int>[] readers = [.. nodes.Select(static _ => new List<int>())];
        for (int i = 0; i < nodes.Length; i++)
        {
            foreach (string input in nodes[i].Inputs.Where(input => input.Length > 0 && !isGiven(input)).Distinct(StringComparer.Ordinal))
            {
                if (!producers.TryGetValue(input, out int producer))
                {
                    throw nodes[i].Error($"input '{input}' is computed by no node and is neither an input nor an initializer of the graph");
                }

                missing[i]++;
                readers[producer].Add(i);
            }
        }

        ImmutableArray<OnnxNode> sorted = Sort(nodes, missing, readers);
        return sorted.Length == nodes.Length ? sorted : throw Cycle(nodes, missing);
    }

    private static ImmutableArray<OnnxNode> Sort(ImmutableArray<OnnxNode> nodes, int[] missing, List<int>[] readers)
    {
        var ready = new SortedSet<int>(Enumerable.Range(0, nodes.Length).Where(i => missing[i] == 0));
        ImmutableArray<OnnxNode>.Builder sorted = ImmutableArray.CreateBuilder<OnnxNode>(nodes.Length);
        while (ready.Count > 0)
        {
            int next = ready.Min;
            ready.Remove(next);
            sorted.Add(nodes[next]);
            foreach (int reader in readers[next])
            {
                if (--missing[reader] == 0)
                {
                    ready.Add(reader);
                }
            }
        }

        return sorted.ToImmutable();
    }

    private static Dictionary<string, int> Producers(ImmutableArray<OnnxNode> nodes, Func<string, bool> isGiven)
    {
        var producers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < nodes.Length; i++)
        {
            foreach (string output in nodes[i].Outputs.Where(static output => output.Length > 0))
            {
                if (isGiven(output) || producers.ContainsKey(output))
                {
                    throw nodes[i].Error($"output '{output}' has another producer");
                }

                producers.Add(output, i);
            }
        }

        return producers;
    }

    private static AtlasModelException Cycle(ImmutableArray<OnnxNode> nodes, int[] missing)
    {
        OnnxNode[] left = [.. nodes.Where((_, i) => missing[i] > 0)];
        string names = string.Join(", ", left.Take(4).Select(static node => $"'{node.Name}'"));
        return left[0].Error($"the graph has a cycle through or before {names}{(left.Length > 4 ? ", ..." : "")}");
    }
}
