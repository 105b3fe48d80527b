using static Atlas.Onnx.Tests.Operators.OperatorRules;

namespace Atlas.Onnx.Tests.Operators;

public sealed class AttentionTests
{
    // Equal scores: every visible value counts alike.
    private static readonly OnnxTensor Q = Real(new(1, 1, 3, 1), 0, 0, 0), V = Real(new(1, 1, 3, 1), 3, 6, 9);

    [Fact]
    public void Attention_Causal_SeesNoLaterKey() =>
        Assert.Equal([3, 4.5, 6], Run(23, "Attention", [Q, Q, V], [], 1, ("is_causal", 1))[0].Reals.ToArray());

    [Fact]
    public void Attention_BooleanMask_KeepsWhereTrue()
    {
        OnnxTensor mask = OnnxTensor.FromIntegers(new(1, 3), [1, 0, 1], ElementType.Bool);

        Assert.Equal([6, 6, 6], Run(23, "Attention", [Q, Q, V, mask], [])[0].Reals.ToArray());
    }

    [Fact]
    public void Attention_Past_IsPutInFront()
    {
        OnnxTensor past = Real(new(1, 1, 1, 1), 100);

        OnnxTensor[] result = Run(23, "Attention", [Q, Q, V, null, past, past], [], 3);

        Assert.Equal([29.5, 29.5, 29.5], result[0].Reals.ToArray());
        Assert.Equal([100, 3, 6, 9], result[2].Reals.ToArray());
        Assert.Throws<AtlasModelException>(() => Run(23, "Attention", [Q, Q, V, null, past, past], [], 1, ("is_causal", 1)));
    }

    [Fact]
    public void Attention_FlatHeads_AreThoseOfRank4()
    {
        OnnxTensor q = Counting(1, 2, 8), k = Counting(1, 2, 4);
        OnnxTensor q4 = TensorLayout.Permute(TensorLayout.Reshape(q, new(1, 2, 4, 2)), [0, 2, 1, 3]);
        OnnxTensor k4 = TensorLayout.Permute(TensorLayout.Reshape(k, new(1, 2, 2, 2)), [0, 2, 1, 3]);

        OnnxTensor flat = Run(23, "Attention", [q, k, k], [], 1, ("q_num_heads", 4), ("kv_num_heads", 2))[0];
        OnnxTensor apart = Run(23, "Attention", [q4, k4, k4], [])[0];

        Assert.Equal(TensorLayout.Permute(apart, [0, 2, 1, 3]).Reals.ToArray(), flat.Reals.ToArray());
        Assert.Equal(q.Shape, flat.Shape);
    }

    [Fact]
    public void Attention_BadForms_AreNamed()
    {
        Assert.Contains("'q_num_heads'", Refuse([Counting(1, 2, 4), Q, V]), StringComparison.Ordinal);
        Assert.Contains("do not fit", Refuse([Q, Counting(1, 1, 3, 2), V]), StringComparison.Ordinal);
        Assert.Contains("mask", Refuse([Q, Q, V, Counting(2)]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, new double[] { -3, 2, 1, 4 })]
    [InlineData(1, new double[] { -2, 1, 3, 4 })]
    public void RotaryEmbedding_QuarterTurn_SwapsItsPairs(int interleaved, double[] expected)
    {
        // Only the first pair turns.
        OnnxTensor x = Real(new(1, 1, 1, 4), 1, 2, 3, 4), cosines = Real(new(1, 1, 2), 0, 1), sines = Real(new(1, 1, 2), 1, 0);

        Assert.Equal(expected, Run(23, "RotaryEmbedding", [x, cosines, sines], [], 1, ("interleaved", interleaved))[0].Reals.ToArray());
    }

    [Fact]
    public void RotaryEmbedding_PositionOutsideOfTheCache_IsTypedError()
    {
        OnnxTensor x = Counting(1, 1, 1, 2), cache = Counting(3, 1);

        Assert.Contains(
            "index 3", Assert.Throws<AtlasModelException>(() => Run(23, "RotaryEmbedding", [x, cache, cache, Whole(new(1, 1), 3)], [])).Message, StringComparison.Ordinal);
        Assert.Throws<AtlasModelException>(() => Run(23, "RotaryEmbedding", [x, cache, cache], []));
    }

    private static string Refuse(OnnxTensor[] inputs) => Assert.Throws<AtlasModelException>(() => Run(23, "Attention", inputs, [])).Message;
}
