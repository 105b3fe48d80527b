using Atlas.Onnx;
using Atlas.Testing;

namespace Atlas.Generator.Tests;

/// <summary>Models of a few nodes.</summary>
internal static class TinyModels
{
    /// <summary>y = relu(x·W + b)·V: contraction, affine, gate, contraction.</summary>
    public static byte[] Relu(float scale = 1) => new OnnxModelBuilder()
        .Input("x", ElementType.Float, 3, 4)
        .Initializer("w", Ramp(20, scale), 4, 5)
        .Initializer("b", Ramp(5, 0.5f), 5)
        .Initializer("v", Ramp(10, 1), 5, 2)
        .NamedNode("hidden", "MatMul", ["x", "w"], ["h"])
        .NamedNode("bias", "Add", ["h", "b"], ["hb"])
        .NamedNode("activation", "Relu", ["hb"], ["a"])
        .NamedNode("scores", "MatMul", ["a", "v"], ["y"])
        .Output("y")
        .Build();

    /// <summary>An embedding of indices, then a product with weights: an index input and real outputs.</summary>
    public static byte[] Embedding() => new OnnxModelBuilder()
        .Input("token-ids", ElementType.Int64, 6)
        .Initializer("table", Ramp(32, 1), 8, 4)
        .Initializer("w", Ramp(12, 1), 4, 3)
        .NamedNode("embedding", "Gather", ["table", "token-ids"], ["e"])
        .NamedNode("scores", "MatMul", ["e", "w"], ["logits"])
        .Output("logits")
        .Build();

    /// <summary>A node that no proof system of this kind has.</summary>
    public static byte[] Unsupported() => new OnnxModelBuilder()
        .Input("x", ElementType.Float, 3)
        .NamedNode("loop it", "Bernoulli", ["x"], ["y"])
        .Output("y")
        .Build();

    private static float[] Ramp(int count, float scale) => [.. Enumerable.Range(0, count).Select(i => scale * (((i * 7) % 11) - 5) / 6)];
}
