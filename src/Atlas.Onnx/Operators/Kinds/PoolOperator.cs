using System.Collections.Immutable;
using Atlas.Onnx.Kernels;

namespace Atlas.Onnx.Operators.Kinds;

/// <summary>One number for each window of each channel of [batch, channels, spatial axes...].</summary>
internal abstract class PoolOperator(string name, int since, params AttributeRule[] attributes)
    : Operator(name, since, 1, ["auto_pad", "kernel_shape", "pads", "strides", .. attributes])
{
    public override TensorType[] Infer(NodeContext node)
    {
        CheckType(node);
        OnnxShape x = node.Shape(0);
        return x.Rank >= 3
            ? [new(node.ElementType(0), new OnnxShape([x[0], x[1], .. Windows(node).Output]))]
            : throw node.Error($"input of shape {x}", "inputs are [batch, channels, spatial axes]");
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        (ElementType type, OnnxShape shape) = node.Outputs[0];
        double[] x = inputs[0].RealArray, result = new double[shape.ElementCount];
        SpatialWindows windows = WindowsOf(node);
        int positions = (int)inputs[0].Shape.Product(2, shape.Rank);
        for (int i = 0; i < result.Length; i++)
        {
            int plane = i / windows.Count * positions;
            result[i] = Pool(node, x.AsSpan(plane, positions), windows.Window(i % windows.Count));
        }

        return [OnnxTensor.Own(type, shape, result)];
    }

    protected virtual void CheckType(NodeContext node) => node.RequireReal(0);

    /// <summary>The number of one window; negative positions are padding, see <see cref="SpatialWindows"/>.</summary>
    protected abstract double Pool(NodeContext node, ReadOnlySpan<double> plane, ReadOnlySpan<int> window);

    protected static SpatialWindows WindowsOf(NodeContext node)
    {
        (WindowForm form, long[] output) = Windows(node);
        SpatialWindows windows = SpatialWindows.Create(node.Shape(0).Dimensions.AsSpan().Slice(2), output, form);
        return windows.HasEmptyWindow ? throw EmptyWindow(node) : windows;
    }

    private static AtlasModelException EmptyWindow(NodeContext node) =>
        node.Error("a window that lies in the padding altogether", "every window must hold an element");

    private static (WindowForm Form, long[] Output) Windows(NodeContext node)
    {
        ImmutableArray<long> kernel = node.Attributes.GetInts("kernel_shape") ?? throw node.Error("attribute 'kernel_shape' is missing");
        (WindowForm form, long[] output) = WindowAttributes.Read(node, [.. node.Shape(0).Skip(2)], kernel);
        bool reachesInput = Enumerable.Range(0, output.Length).All(axis => Math.Max(form.PadsBegin[axis], form.PadsEnd[axis]) < form.Reach(axis));
        return reachesInput ? (form, output) : throw EmptyWindow(node);
    }
}
