using System.Collections.Immutable;
using Atlas.Onnx.Kernels;
using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Spatial;

/// <summary>
/// The transpose of Conv: every input element adds its multiple of the weights [c, m/group, kernel...] to its window of the
/// result. Along an axis the result has (n - 1)·stride + reach + output_padding - pads elements, unless <c>output_shape</c>
/// says how many, and so the pads.
/// </summary>
internal sealed class ConvTransposeOperator()
    : Operator("ConvTranspose", since: 1, new Arity(2, 3), [.. ConvolutionForm.Attributes, "output_padding", "output_shape"])
{
    public override TensorType[] Infer(NodeContext node)
    {
        node.RequireReal(0);
        ElementType type = node.CommonType(0, 1);
        OnnxShape x = node.Shape(0), weights = node.Shape(1);
        long groups = Groups(node);
        if (x.Rank < 3 || weights.Rank != x.Rank || groups < 1 || weights[0] != x[1] || x[1] % groups != 0)
        {
            throw node.Error(
                $"weights of shape {weights} in {groups} groups do not fit an input of shape {x}", "inputs are [batch, channels, spatial axes]");
        }

        long outputs = weights[1] * groups;
        if (node.Has(2) && (node.ElementType(2) != type || node.Shape(2) != new OnnxShape(outputs)))
        {
            throw node.Error($"bias {node.ElementType(2)}{node.Shape(2)} for {outputs} output channels of type {type}");
        }

        return [new(type, new OnnxShape([x[0], outputs, .. Windows(node).Output]))];
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        (ElementType type, OnnxShape shape) = node.Outputs[0];
        OnnxShape x = inputs[0].Shape;
        (WindowForm form, long[] output) = Windows(node);
        SpatialWindows windows = SpatialWindows.Create(output, x.Dimensions.AsSpan().Slice(2), form);
        double[] result = ConvolutionKernel.Transpose(
            inputs[0].RealArray, (int)x[0], (int)x[1], inputs[1].RealArray, (int)shape[1], (int)Groups(node), windows,
            (int)shape.Product(2, shape.Rank));
        if (inputs.Optional(2) is { } bias)
        {
            double[] offsets = bias.RealArray;
            ChannelKernel.Update(result, shape, (channel, sum) => sum + offsets[channel]);
        }

        return [OnnxTensor.Own(type, shape, result)];
    }

    private static long Groups(NodeContext node) => node.Attributes.GetInt("group", 1);

    // The windows that the inputs have in the result.
    private static (WindowForm Form, long[] Output) Windows(NodeContext node)
    {
        ImmutableArray<long> input = [.. node.Shape(0).Skip(2)], kernel = [.. node.Shape(1).Skip(2)];
        int axes = input.Length;
        WindowForm form = WindowAttributes.ReadForm(node, kernel, axes);
        string mode = WindowAttributes.AutoPad(node);
        long[] extra = PerAxis(node, "output_padding", axes) ?? new long[axes];
        long[] full = [.. input.Select((extent, axis) => (extent - 1) * form.Strides[axis] + form.Reach(axis) + extra[axis])];
        long[]? wanted = PerAxis(node, "output_shape", axes)
            ?? (mode is "SAME_UPPER" or "SAME_LOWER" ? [.. input.Select((extent, axis) => extent * form.Strides[axis])] : null);
        if (wanted is null)
        {
            long[] output = [.. full.Select((extent, axis) => extent - form.PadsBegin[axis] - form.PadsEnd[axis])];
            return output.All(static extent => extent > 0) ? (form, output) : throw node.Error($"a result of extents [{string.Join(",", output)}]");
        }

        long[] total = [.. full.Select((extent, axis) => Math.Max(extent - wanted[axis], 0))];
        ImmutableArray<long> less = [.. total.Select(static pads => pads / 2)], more = [.. total.Select(static pads => pads - pads / 2)];
        return (mode == "SAME_UPPER" ? form with { PadsBegin = less, PadsEnd = more } : form with { PadsBegin = more, PadsEnd = less }, wanted);
    }

    private static long[]? PerAxis(NodeContext node, string name, int axes)
    {
        if (node.Attributes.GetInts(name) is not { } values)
        {
            return null;
        }

        return values.Length == axes && values.All(static value => value is >= 0 and <= int.MaxValue)
            ? [.. values]
            : throw node.Error($"attribute '{name}' is [{string.Join(",", values)}]", $"one extent for each of {axes} spatial axes is needed");
    }
}
