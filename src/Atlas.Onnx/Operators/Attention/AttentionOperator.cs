using Atlas.Onnx.Kernels;

namespace Atlas.Onnx.Operators.Attention;

/// <summary>
/// softmax(scale · Q·Kᵀ + mask)·V for each head (Vaswani et al. 2017); fewer heads of keys and values are shared by
/// neighbouring heads of queries. The mask is added, or if Boolean keeps where it is true; <c>softcap</c> bounds the masked
/// scores. Optional outputs: keys and values with the past in front, and the scores of a stage.
/// </summary>
internal sealed class AttentionOperator() : Operator(
    "Attention", since: 23, new Arity(3, 6), "is_causal", "kv_num_heads", "q_num_heads", "qk_matmul_output_mode", "scale", "softcap",
    "softmax_precision")
{
    private const int RawStage = 0, MaskedStage = 1, CappedStage = 2, SoftmaxStage = 3;

    public override int MaxOutputs => 4;

    public override TensorType[] Infer(NodeContext node)
    {
        AttentionForm form = AttentionForm.Of(node);
        ElementType type = node.ElementType(0);
        if (Stage(node) is < RawStage or > SoftmaxStage)
        {
            throw node.Error($"attribute 'qk_matmul_output_mode' is {Stage(node)}", "supported are 0 to 3");
        }

        if (IsCausal(node) && form.Past > 0)
        {
            throw node.Error("attribute 'is_causal' with past keys", "give the mask as an input");
        }

        OnnxShape result = node.Shape(0).Rank == 4 ? form.Result : new OnnxShape(form.Result[0], form.Result[2], form.Result[1] * form.Result[3]);
        return [new(type, result), new(type, form.PresentKeys), new(type, form.PresentValues), new(type, form.Scores)];
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        AttentionForm form = AttentionForm.Of(node);
        ElementType type = node.Outputs[0].ElementType;
        OnnxTensor queries = Heads.Split(inputs[0], form.Queries);
        OnnxTensor keys = WithPast(inputs.Optional(4), Heads.Split(inputs[1], form.NewKeys));
        OnnxTensor values = WithPast(inputs.Optional(5), Heads.Split(inputs[2], form.NewValues));

        double[] scores = PerHead(form, queries, TensorLayout.Permute(keys, [0, 1, 3, 2]), form.Scores);
        double scale = node.Attributes.GetFloat("scale", 1 / Math.Sqrt(form.Queries[3]));
        scores = Array.ConvertAll(scores, score => scale * score);
        double[][] stages = Stages(node, form, scores, inputs.Optional(3));
        OnnxTensor weights = OnnxTensor.Own(type, form.Scores, stages[SoftmaxStage]);
        OnnxTensor result = OnnxTensor.Own(type, form.Result, PerHead(form, weights, values, form.Result));
        return [Heads.Merge(result, node.Outputs[0].Shape), keys, values, OnnxTensor.Own(type, form.Scores, stages[Stage(node)])];
    }

    private static long Stage(NodeContext node) => node.Attributes.GetInt("qk_matmul_output_mode", RawStage);

    private static bool IsCausal(NodeContext node) => node.Attributes.GetInt("is_causal", 0) != 0;

    private static OnnxTensor WithPast(OnnxTensor? past, OnnxTensor present) => past is null ? present : TensorLayout.Concat([past, present], 2);

    // The product of the matrices of each head; those on the right are shared by neighbouring heads on the left.
    private static double[] PerHead(AttentionForm form, OnnxTensor left, OnnxTensor right, OnnxShape shape)
    {
        int m = (int)shape[2], k = (int)left.Shape[3], n = (int)shape[3], share = (int)(form.Queries[1] / form.NewKeys[1]);
        double[] result = new double[shape.ElementCount];
        for (int head = 0; head < shape[0] * shape[1]; head++)
        {
            MatrixKernel.MultiplyAdd(left.RealArray, head * m * k, right.RealArray, head / share * k * n, result, head * m * n, m, k, n);
        }

        return result;
    }

    /// <summary>The scores as they are, masked, capped, and after softmax.</summary>
    private static double[][] Stages(NodeContext node, AttentionForm form, double[] raw, OnnxTensor? mask)
    {
        double cap = node.Attributes.GetFloat("softcap", 0);
        double[] masked = Mask(node, form, raw, mask);
        double[] capped = cap == 0 ? masked : Array.ConvertAll(masked, score => cap * Math.Tanh(score / cap));
        double[] softmax = RowKernel.Apply(capped, (int)form.Scores.Product(0, 3), (int)form.Keys, 1, RowKernel.Softmax);
        return [raw, masked, capped, softmax];
    }

    private static double[] Mask(NodeContext node, AttentionForm form, double[] raw, OnnxTensor? mask)
    {
        double[] result = (double[])raw.Clone();
        double[]? given = mask is null ? null : TensorLayout.Broadcast(mask, form.Scores).ToDoubles();
        bool isCausal = IsCausal(node);
        for (int i = 0; i < result.Length; i++)
        {
            long key = i % form.Keys, step = i / form.Keys % form.Queries[2];
            bool isHidden = (isCausal && key > step) || (mask is { IsReal: false } && given![i] == 0);
            result[i] = isHidden ? double.NegativeInfinity : result[i] + (mask is { IsReal: true } ? given![i] : 0);
        }

        return result;
    }
}
