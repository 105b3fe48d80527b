using Atlas.Testing;

namespace Atlas.Onnx.Tests.Models;

public sealed class SampleModelTests
{
    [Theory]
    [InlineData("nanogpt")]
    [InlineData("minigpt")]
    [InlineData("microgpt")]
    [InlineData("digits-mlp")]
    public void Executor_OnReferenceData_MatchesOutputs(string name)
    {
        var sample = new SampleModel(name);
        OnnxGraph graph = ConstantFolder.Fold(OnnxModel.Load(sample.OnnxPath).Graph);
        Assert.NotEmpty(sample.DataSets);

        foreach (string dataSet in sample.DataSets)
        {
            OnnxTensor input = OnnxTensor.ParseProto(SampleModel.ReadTensor(dataSet, "input", 0));
            OnnxTensor expected = OnnxTensor.ParseProto(SampleModel.ReadTensor(dataSet, "output", 0));

            var outputs = ReferenceExecutor.Run(graph, new Dictionary<string, OnnxTensor> { [graph.Inputs[0].Name] = input });

            OnnxTensor actual = outputs[graph.Outputs[0].Name];
            Assert.Equal(expected.Shape, actual.Shape);
            Assert.InRange(LargestDifference(expected.Reals, actual.Reals), 0, 1e-4);
        }
    }

    private static double LargestDifference(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual)
    {
        double largest = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(expected[i] - actual[i]));
        }

        return largest;
    }
}
