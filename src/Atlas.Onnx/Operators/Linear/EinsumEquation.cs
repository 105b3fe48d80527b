namespace Atlas.Onnx.Operators.Linear;

/// <summary>
/// An equation such as <c>bij,bjk->bik</c>: letters name axes; equal letters run in step; letters that the result lacks are
/// summed. An ellipsis stands for axes that broadcast, aligned at their last. Without an arrow the result has the ellipsis and
/// then the letters that occur once, in order of the alphabet.
/// </summary>
internal sealed class EinsumEquation
{
    private const char Ellipsis = '.';

    // One label for each axis; those of an ellipsis are numbers that count from the last one, below all letters.
    private readonly string[] operands;

    private EinsumEquation(string[] operands, string result, string summed, Dictionary<char, long> extents)
    {
        this.operands = operands;
        Output = new OnnxShape([.. result.Select(label => extents[label])]);
        Summed = new OnnxShape([.. summed.Select(label => extents[label])]);
        Labels = result + summed;
        OutputRank = result.Length;
    }

    public OnnxShape Output { get; }

    /// <summary>Extents of the axes that are summed.</summary>
    public OnnxShape Summed { get; }

    private string Labels { get; }

    private int OutputRank { get; }

    /// <summary>Reads the attribute and checks it against the shapes of the inputs.</summary>
    public static EinsumEquation Of(NodeContext node)
    {
        string text = node.Attributes.GetString("equation", "").Replace(" ", "").Replace("...", Ellipsis.ToString());
        int arrow = text.IndexOf("->", StringComparison.Ordinal);
        string[] terms = (arrow < 0 ? text : text.Substring(0, arrow)).Split(',');
        if (terms.Length != node.InputCount || text.Length == 0)
        {
            throw Bad(node, $"has {terms.Length} terms for {node.InputCount} inputs");
        }

        string[] operands = [.. terms.Select((term, i) => Expand(node, term, node.Shape(i).Rank))];
        string broadcast = operands
            .Select(static labels => new string([.. labels.Where(char.IsControl)]))
            .OrderByDescending(static labels => labels.Length)
            .First();
        string result = arrow < 0
            ? broadcast + LettersThatOccurOnce(operands)
            : text.Substring(arrow + 2).Replace(Ellipsis.ToString(), broadcast);
        Dictionary<char, long> extents = Extents(node, operands);
        if (result.Any(label => !extents.ContainsKey(label)) || result.Distinct().Count() != result.Length)
        {
            throw Bad(node, "has a result with a label that is repeated or in no term");
        }

        return new EinsumEquation(operands, result, new string([.. extents.Keys.Except(result)]), extents);
    }

    /// <summary>
    /// For an operand of shape <paramref name="shape"/>, its distance in elements per step of each axis of the result, and of
    /// each that is summed.
    /// </summary>
    public (long[] Output, long[] Summed) Strides(int operand, OnnxShape shape)
    {
        long[] own = shape.Strides();
        long[] all = [.. Labels.Select(label => operands[operand].Select((axis, i) => axis == label && shape[i] > 1 ? own[i] : 0).Sum())];
        return ([.. all.Take(OutputRank)], [.. all.Skip(OutputRank)]);
    }

    // One label for each axis.
    private static string Expand(NodeContext node, string term, int rank)
    {
        int letters = term.Count(char.IsLetter), ellipses = term.Count(static label => label == Ellipsis), rest = rank - letters;
        if (letters + ellipses != term.Length || ellipses > 1 || (ellipses == 1 ? rest < 0 : rest != 0))
        {
            throw Bad(node, $"has the term '{term.Replace(Ellipsis.ToString(), "...")}' for a tensor of rank {rank}");
        }

        return term.Replace(Ellipsis.ToString(), new string([.. Enumerable.Range(0, Math.Max(rest, 0)).Select(i => (char)(rest - i))]));
    }

    private static string LettersThatOccurOnce(string[] operands)
    {
        IEnumerable<char> letters = operands.SelectMany(static labels => labels).Where(static label => !char.IsControl(label));
        IEnumerable<char> single = letters.GroupBy(static label => label).Where(static group => group.Count() == 1).Select(static group => group.Key);
        return new string([.. single.OrderBy(static label => label)]);
    }

    private static Dictionary<char, long> Extents(NodeContext node, string[] operands)
    {
        var extents = new Dictionary<char, long>();
        for (int operand = 0; operand < operands.Length; operand++)
        {
            foreach ((char label, long extent) in operands[operand].Zip(node.Shape(operand), static (label, extent) => (label, extent)))
            {
                long known = extents.TryGetValue(label, out long other) ? other : 1;
                if (known != extent && known != 1 && extent != 1)
                {
                    throw Bad(node, $"gives one label the extents {known} and {extent}");
                }

                extents[label] = known == 1 ? extent : known;
            }
        }

        return extents;
    }

    private static AtlasModelException Bad(NodeContext node, string what) =>
        node.Error($"attribute 'equation' is '{node.Attributes.GetString("equation", "")}', which {what}");
}
