using Atlas.Compiler.Interpretation;
using Atlas.Compiler.Plan;
using Atlas.Onnx;
using Atlas.Testing;

namespace Atlas.Compiler.Tests.Lowering;

/// <summary>Comparison of a tiny graph's integers with its float model.</summary>
internal static class Agreement
{
    /// <summary>Compiles the model and compares its integers with the float model's outputs on a few inputs: the declared range's, else reals from -2 to 2.</summary>
    public static ProofPlan Agree(OnnxModelBuilder model, double tolerance, (double Low, double High)? declared = null)
    {
        byte[] bytes = model.Build();
        OnnxGraph graph = OnnxModel.Parse(bytes).Graph;
        ValueInfo port = graph.Inputs[0];
        var options = new PlanOptions { InputRanges = declared is var (a, b) ? [new InputRange(port.Name, a, b)] : [] };
        ProofPlan plan = ModelCompiler.Compile(bytes, null, "tiny", options);
        var interpreter = new PlanInterpreter(plan, _ => bytes);
        var random = new Random(1);
        PlanTensor input = plan.Tensors[plan.Inputs[0].Tensor], output = plan.Tensors[plan.Outputs[0].Tensor];
        (double low, double high) = declared ?? (-2, 2);
        for (int sample = 0; sample < 5; sample++)
        {
            long[] integers = [.. Enumerable.Range(0, (int)port.Shape.ElementCount).Select(_ => input.Kind == TensorKind.Index
                ? random.NextInt64((long)input.Range.High + 1)
                : random.NextInt64((long)(low * 4096), (long)(high * 4096)))];
            var tensor = input.Kind == TensorKind.Index ? OnnxTensor.FromIntegers(port.Shape, integers) : OnnxTensor.FromReals(port.Shape, [.. integers.Select(static v => v / 4096.0)]);
            double[] expected = ReferenceExecutor.Run(graph, new Dictionary<string, OnnxTensor> { [port.Name] = tensor })[graph.Outputs[0].Name].ToDoubles();
            interpreter.Run(integers);
            double[] actual = [.. interpreter.ValuesOf(output.Id).Select(v => (double)v * Math.Pow(2, -output.ScaleBits))];
            Assert.Equal(expected.Length, actual.Length);
            Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance));
        }

        return plan;
    }

    /// <summary>Deterministic numbers in (-1, 1).</summary>
    public static float[] Numbers(int count, int seed) => [.. Enumerable.Range(0, count).Select(i => (float)Math.Sin((i * 12.9898) + seed))];

    public static string[] Kinds(ProofPlan plan) => [.. plan.Nodes.Select(static n => n.GetType().Name)];
}
