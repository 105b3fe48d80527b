using System.Collections.Immutable;
using Atlas.Onnx.Kernels;
using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Spatial;

/// <summary>
/// The shape rule and the arithmetic that Conv, ConvInteger and QLinearConv share: input [n, c, spatial...], weights [m,
/// c/group, kernel...], result [n, m, spatial...].
/// </summary>
internal sealed class ConvolutionForm
{
    private readonly WindowForm windows;
    private readonly long[] output;
    private readonly int groups;

    private ConvolutionForm(WindowForm windows, long[] output, int groups, OnnxShape result)
    {
        this.windows = windows;
        this.output = output;
        this.groups = groups;
        Result = result;
    }

    /// <summary>The attributes that the three have; auto_pad, strides, dilations and pads place the windows.</summary>
    public static AttributeRule[] Attributes => ["auto_pad", "dilations", "group", "kernel_shape", "pads", "strides"];

    public OnnxShape Result { get; }

    /// <summary>Checks the operands at the given input indices.</summary>
    public static ConvolutionForm Of(NodeContext node, int x, int weights)
    {
        OnnxShape input = node.Shape(x), kernel = node.Shape(weights);
        long groups = node.Attributes.GetInt("group", 1);
        if (input.Rank < 3 || kernel.Rank != input.Rank || groups < 1 || input[1] != kernel[1] * groups || kernel[0] % groups != 0)
        {
            throw node.Error(
                $"weights of shape {kernel} in {groups} groups do not fit an input of shape {input}", "inputs are [batch, channels, spatial axes]");
        }

        ImmutableArray<long> extents = [.. kernel.Skip(2)];
        if (node.Attributes.GetInts("kernel_shape") is { } declared && !declared.SequenceEqual(extents))
        {
            throw node.Error($"attribute 'kernel_shape' is [{string.Join(",", declared)}]", $"the weights have shape {kernel}");
        }

        (WindowForm windows, long[] output) = WindowAttributes.Read(node, [.. input.Skip(2)], extents);
        return new ConvolutionForm(windows, output, (int)groups, new OnnxShape([input[0], kernel[0], .. output]));
    }

    /// <summary>The convolution, without a bias.</summary>
    public double[] Apply(double[] x, OnnxShape input, double[] weights) => ConvolutionKernel.Convolve(
        x, (int)input[0], (int)input[1], weights, (int)Result[1], groups,
        SpatialWindows.Create(input.Dimensions.AsSpan().Slice(2), output, windows));
}
