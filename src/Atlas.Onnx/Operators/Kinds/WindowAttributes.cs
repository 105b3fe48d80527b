using System.Collections.Immutable;
using Atlas.Onnx.Kernels;

namespace Atlas.Onnx.Operators.Kinds;

/// <summary>Reads the attributes that convolutions and poolings have in common: strides, dilations, pads, auto_pad, ceil_mode.</summary>
internal static class WindowAttributes
{
    /// <summary>The form of the windows, with the pads of <c>auto_pad</c> worked out, and how many there are along each axis.</summary>
    public static (WindowForm Form, long[] Output) Read(NodeContext node, ImmutableArray<long> input, ImmutableArray<long> kernel)
    {
        int axes = input.Length;
        WindowForm form = ReadForm(node, kernel, axes);
        string mode = AutoPad(node);
        if (mode is "SAME_UPPER" or "SAME_LOWER")
        {
            return Same(form, input, padsBeginMore: mode == "SAME_LOWER");
        }

        bool roundsUp = node.Attributes.GetInt("ceil_mode", 0) != 0;
        return (form, [.. Enumerable.Range(0, axes).Select(axis => Count(node, form, input[axis], axis, roundsUp))]);
    }

    /// <summary>The form as written, without <c>auto_pad</c>.</summary>
    public static WindowForm ReadForm(NodeContext node, ImmutableArray<long> kernel, int axes)
    {
        ImmutableArray<long> ones = [.. Enumerable.Repeat(1L, axes)], zeros = [.. new long[2 * axes]];
        ImmutableArray<long> strides = node.Attributes.GetInts("strides") ?? ones, dilations = node.Attributes.GetInts("dilations") ?? ones;
        ImmutableArray<long> pads = node.Attributes.GetInts("pads") ?? zeros;
        Require(node, "kernel_shape", kernel, axes, least: 1);
        Require(node, "strides", strides, axes, least: 1);
        Require(node, "dilations", dilations, axes, least: 1);
        Require(node, "pads", pads, 2 * axes, least: 0);
        return new WindowForm(kernel, strides, dilations, [.. pads.Take(axes)], [.. pads.Skip(axes)]);
    }

    /// <summary>NOTSET, VALID, SAME_UPPER or SAME_LOWER; all but the first exclude pads.</summary>
    public static string AutoPad(NodeContext node)
    {
        string mode = node.Attributes.GetString("auto_pad", "NOTSET");
        if (mode is not ("NOTSET" or "VALID" or "SAME_UPPER" or "SAME_LOWER"))
        {
            throw node.Error($"attribute 'auto_pad' is '{mode}'", "supported are 'NOTSET', 'VALID', 'SAME_UPPER' and 'SAME_LOWER'");
        }

        return mode == "NOTSET" || node.Attributes.GetInts("pads") is not { } pads || pads.All(static pad => pad == 0)
            ? mode
            : throw node.Error($"attributes 'pads' and 'auto_pad' = '{mode}'", "only one of them places the windows");
    }

    private static void Require(NodeContext node, string name, ImmutableArray<long> values, int count, long least)
    {
        if (values.Length != count || values.Any(value => value < least || value > int.MaxValue))
        {
            throw node.Error(
                $"attribute '{name}' is [{string.Join(",", values)}]", $"supported are {count} integers from {least} on for {node.Shape(0)}");
        }
    }

    private static long Count(NodeContext node, WindowForm form, long input, int axis, bool roundsUp)
    {
        long stride = form.Strides[axis], padded = input + form.PadsBegin[axis] + form.PadsEnd[axis], room = padded - form.Reach(axis);
        if (room < 0)
        {
            throw node.Error(
                $"a window of {form.Reach(axis)} elements over {padded} along spatial axis {axis}", "the padded input must hold a window");
        }

        long count = (room + (roundsUp ? stride - 1 : 0)) / stride + 1;

        // A window that would start beyond the input, in its padding, is left out.
        return roundsUp && (count - 1) * stride >= input + form.PadsBegin[axis] ? count - 1 : count;
    }

    // As many windows as strides fit; the odd element of padding is at the end, or at the beginning.
    private static (WindowForm Form, long[] Output) Same(WindowForm form, ImmutableArray<long> input, bool padsBeginMore)
    {
        long[] output = [.. input.Select((extent, axis) => (extent + form.Strides[axis] - 1) / form.Strides[axis])];
        long[] total = [.. input.Select((extent, axis) => Math.Max((output[axis] - 1) * form.Strides[axis] + form.Reach(axis) - extent, 0))];
        ImmutableArray<long> less = [.. total.Select(static pads => pads / 2)], more = [.. total.Select(static pads => pads - pads / 2)];
        return (form with { PadsBegin = padsBeginMore ? more : less, PadsEnd = padsBeginMore ? less : more }, output);
    }
}
