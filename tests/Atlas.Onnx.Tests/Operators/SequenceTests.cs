using static Atlas.Onnx.Tests.Operators.OperatorRules;

namespace Atlas.Onnx.Tests.Operators;

/// <summary>Recurrent networks: directions, lengths, layouts.</summary>
public sealed class SequenceTests
{
    // One unit that adds its input to half of its state.
    private static readonly OnnxTensor X = Real(new(3, 1, 1), 1, 2, 3);
    private static readonly (string, object)[] Linear = [("activations", new[] { "Affine" }), ("hidden_size", 1)];

    [Fact]
    public void RNN_Forward_AccumulatesAndEndsWithItsLastState()
    {
        OnnxTensor[] result = Run(14, "RNN", [X, Real(new(1, 1, 1), 1), Real(new(1, 1, 1), 0.5)], [], 2, Linear);

        Assert.Equal([1, 2.5, 4.25], result[0].Reals.ToArray());
        Assert.Equal([4.25], result[1].Reals.ToArray());
        Assert.Equal(new OnnxShape(3, 1, 1, 1), result[0].Shape);
    }

    [Fact]
    public void RNN_Bidirectional_RunsBackwardInTheSecondDirection()
    {
        OnnxTensor weights = Real(new(2, 1, 1), 1, 1), recurrent = Real(new(2, 1, 1), 0.5, 0.5);

        OnnxTensor[] result = Run(
            14, "RNN", [X, weights, recurrent], [], 2, ("activations", new[] { "Affine", "Affine" }), ("hidden_size", 1), ("direction", "bidirectional"));

        Assert.Equal([1, 2.75, 2.5, 3.5, 4.25, 3], result[0].Reals.ToArray());
        Assert.Equal([4.25, 2.75], result[1].Reals.ToArray());
    }

    [Fact]
    public void RNN_ShortSequence_EndsEarlyAndIsPaddedWithZeros()
    {
        OnnxTensor length = OnnxTensor.FromIntegers(new(1), [2], ElementType.Int32);

        OnnxTensor[] result = Run(14, "RNN", [X, Real(new(1, 1, 1), 1), Real(new(1, 1, 1), 0.5), null, length, Real(new(1, 1, 1), 8)], [], 2, Linear);

        Assert.Equal([5, 4.5, 0], result[0].Reals.ToArray());
        Assert.Equal([4.5], result[1].Reals.ToArray());
    }

    [Theory]
    [InlineData("RNN", 1)]
    [InlineData("GRU", 3)]
    [InlineData("LSTM", 4)]
    public void Recurrent_BatchFirst_IsTheSameNetwork(string type, int gates)
    {
        const int Steps = 3, Batch = 2, Hidden = 2;
        OnnxTensor weights = Waves(1, gates * Hidden, 1), recurrent = Waves(1, gates * Hidden, Hidden), x = Waves(Steps, Batch, 1);

        OnnxTensor[] stepsFirst = Run(14, type, [x, weights, recurrent], [], 2, ("hidden_size", Hidden));
        OnnxTensor[] batchFirst = Run(14, type, [TensorLayout.Permute(x, [1, 0, 2]), weights, recurrent], [], 2, ("hidden_size", Hidden), ("layout", 1));

        Assert.Equal(TensorLayout.Permute(stepsFirst[0], [2, 0, 1, 3]).Reals.ToArray(), batchFirst[0].Reals.ToArray());
        Assert.Equal(TensorLayout.Permute(stepsFirst[1], [1, 0, 2]).Reals.ToArray(), batchFirst[1].Reals.ToArray());
    }

    [Fact]
    public void GRU_ResetBeforeAndAfter_AgreeWithoutRecurrentBias()
    {
        OnnxTensor weights = Waves(1, 3, 1), recurrent = Waves(1, 3, 1), x = Waves(4, 1, 1);

        double[] before = Run(14, "GRU", [x, weights, recurrent], [], 1, ("hidden_size", 1))[0].Reals.ToArray();
        double[] after = Run(14, "GRU", [x, weights, recurrent], [], 1, ("hidden_size", 1), ("linear_before_reset", 1))[0].Reals.ToArray();

        Assert.All(before.Zip(after), static pair => Assert.Equal(pair.First, pair.Second, 14));
    }

    [Fact]
    public void LSTM_CoupledGates_ForgetWhatTheyDoNotTakeIn()
    {
        // The input gate is wide open: the cell forgets all and takes the candidate, tanh(x).
        OnnxTensor weights = Real(new(1, 4, 1), 1000, 1000, 0, 1), recurrent = Real(new(1, 4, 1), 0, 0, 0, 0);

        OnnxTensor[] result = Run(14, "LSTM", [X, weights, recurrent], [], 3, ("hidden_size", 1), ("input_forget", 1));

        Assert.Equal(Math.Tanh(3), result[2].Reals[0], 14);
        Assert.Equal(Math.Tanh(Math.Tanh(3)), result[1].Reals[0], 14);
    }

    [Fact]
    public void Recurrent_BadForms_AreNamed()
    {
        OnnxTensor w = Real(new(1, 1, 1), 1);

        Assert.Contains("'direction'", Refuse(w, ("direction", "sideways")), StringComparison.Ordinal);
        Assert.Contains("'Cube'", Refuse(w, ("activations", new[] { "Cube" })), StringComparison.Ordinal);
        Assert.Contains("'hidden_size'", Refuse(w, ("hidden_size", 2)), StringComparison.Ordinal);
        Assert.Contains("[1,1,1]", Refuse(Counting(1, 1, 2)), StringComparison.Ordinal);
    }

    private static string Refuse(OnnxTensor recurrent, params (string, object)[] attributes) =>
        Assert.Throws<AtlasModelException>(() => Run(14, "RNN", [X, Real(new(1, 1, 1), 1), recurrent], [], 1, attributes)).Message;

    private static OnnxTensor Waves(params long[] shape) =>
        OnnxTensor.FromReals(new OnnxShape(shape), [.. Enumerable.Range(0, (int)new OnnxShape(shape).ElementCount).Select(static i => Math.Sin(i + 1))]);
}
