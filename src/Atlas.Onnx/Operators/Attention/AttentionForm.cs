namespace Atlas.Onnx.Operators.Attention;

/// <summary>
/// Extents of an attention: queries [batch, heads, steps, size], keys and values with the past in front [batch, keyHeads, keys,
/// size and width].
/// </summary>
internal sealed record AttentionForm(OnnxShape Queries, OnnxShape NewKeys, OnnxShape NewValues, long Past)
{
    public long Keys => Past + NewKeys[2];

    /// <summary>Extents of the scores: [batch, heads, steps, keys].</summary>
    public OnnxShape Scores => new(Queries[0], Queries[1], Queries[2], Keys);

    public OnnxShape PresentKeys => NewKeys.With(2, Keys);

    public OnnxShape PresentValues => NewValues.With(2, Keys);

    /// <summary>Extents of the result with its heads apart.</summary>
    public OnnxShape Result => Queries.With(3, NewValues[3]);

    /// <summary>Checks the inputs: queries, keys, values, mask, past keys, past values.</summary>
    public static AttentionForm Of(NodeContext node)
    {
        node.RequireReal(0);
        node.CommonType(0, 1, 2);
        OnnxShape queries = Heads.Split(node, 0, "q_num_heads");
        OnnxShape keys = Heads.Split(node, 1, "kv_num_heads"), values = Heads.Split(node, 2, "kv_num_heads");
        bool fits = keys[0] == queries[0] && keys[3] == queries[3] && values.With(3, 1) == keys.With(3, 1)
            && keys[1] > 0 && queries[1] % keys[1] == 0;
        if (!fits || node.Has(4) != node.Has(5))
        {
            throw node.Error(
                $"queries {queries}, keys {keys} and values {values} do not fit together",
                "they are [batch, heads, steps, size]; past keys and values come together");
        }

        long past = node.Has(4) && node.Shape(4).Rank == 4 ? node.Shape(4)[2] : 0;
        bool fitsPast = !node.Has(4)
            || (node.Shape(4) == keys.With(2, past) && node.Shape(5) == values.With(2, past) && node.CommonType(0, 4, 5) != ElementType.Undefined);
        if (!fitsPast)
        {
            throw node.Error($"past keys {node.Shape(4)} and past values {node.Shape(5)} before keys {keys} and values {values}");
        }

        var form = new AttentionForm(queries, keys, values, past);
        form.CheckMask(node);
        return form;
    }

    private void CheckMask(NodeContext node)
    {
        if (node.Has(3) && ((node.ElementType(3) != ElementType.Bool && !node.ElementType(3).IsReal())
            || !OnnxShape.TryBroadcast(node.Shape(3), Scores, out OnnxShape both) || both != Scores))
        {
            throw node.Error($"mask {node.ElementType(3)}{node.Shape(3)} for scores {Scores}", "it is Bool or real, and broadcasts to the scores");
        }
    }
}
