using System.Collections.Immutable;

namespace Atlas.Onnx.Operators.Spatial;

/// <summary>
/// One axis of Resize: <paramref name="Input"/> elements become <paramref name="Output"/>; <paramref name="Scale"/> is their
/// ratio as given, before the output's extent is rounded.
/// </summary>
internal sealed record ResampledAxis(long Input, long Output, double Scale)
{
    private const string Modes = "supported are 'half_pixel', 'half_pixel_symmetric', 'pytorch_half_pixel', 'align_corners' and 'asymmetric'";

    public bool IsIdentity => Input == Output && Scale == 1;

    public static bool IsLinear(NodeContext node) => node.Attributes.GetString("mode", "nearest") switch
    {
        "nearest" => false,
        "linear" => true,
        var other => throw node.Error($"attribute 'mode' is '{other}'", "supported are 'nearest' and 'linear'"),
    };

    /// <summary>Every axis of the input, from the scales or the sizes.</summary>
    public static ResampledAxis[] All(NodeContext node)
    {
        OnnxShape shape = node.Shape(0);
        int[] axes = node.Axes(node.Attributes.GetInts("axes") ?? [.. Enumerable.Range(0, shape.Rank).Select(static axis => (long)axis)], shape.Rank);
        ResampledAxis[] all = [.. shape.Select(static extent => new ResampledAxis(extent, extent, 1))];
        int scalesInput = node.Opset < 11 ? 1 : 2;
        bool hasSizes = node.Opset >= 11 && node.Has(3) && node.Shape(3).ElementCount > 0;
        if (!hasSizes && !(node.Has(scalesInput) && node.Shape(scalesInput).ElementCount > 0))
        {
            throw node.Error("neither scales nor sizes", "one of them decides the result's shape");
        }

        double[] given = node.Constant(hasSizes ? 3 : scalesInput, hasSizes ? "sizes" : "scales").ToDoubles();
        if (given.Length != axes.Length || given.Any(static value => !(value > 0) || value > int.MaxValue) || shape.ElementCount == 0)
        {
            throw node.Error($"[{string.Join(",", given)}] for {axes.Length} axes of {shape}", "positive numbers, one for each axis, are needed");
        }

        ResampledAxis[] resampled = hasSizes ? OfSizes(node, [.. axes.Select(axis => shape[axis])], given)
            : [.. axes.Select((axis, i) => new ResampledAxis(shape[axis], (long)Math.Floor(shape[axis] * given[i]), given[i]))];
        for (int i = 0; i < axes.Length; i++)
        {
            all[axes[i]] = resampled[i];
        }

        return all;
    }

    /// <summary>Checks the attributes that place and round.</summary>
    public void CheckModes(NodeContext node)
    {
        Rounding(node);
        Placement(node);
    }

    /// <summary>For each element of the result, the element of the input that it takes.</summary>
    public long[] Nearest(NodeContext node)
    {
        Func<double, double> round = Rounding(node);
        return [.. Coordinates(node).Select(x => Clamp(round(x)))];
    }

    /// <summary>
    /// For each element of the result, its two neighbours in the input and the weight of the second; beyond the ends the last
    /// element counts.
    /// </summary>
    public (long[] Below, long[] Above, double[] Weights) Linear(NodeContext node)
    {
        double[] coordinates = [.. Coordinates(node)];
        double[] floors = Array.ConvertAll(coordinates, Math.Floor);
        return (
            Array.ConvertAll(floors, Clamp), Array.ConvertAll(floors, floor => Clamp(floor + 1)),
            [.. coordinates.Zip(floors, static (x, floor) => x - floor)]);
    }

    private static ResampledAxis[] OfSizes(NodeContext node, ImmutableArray<long> extents, double[] sizes)
    {
        double[] scales = [.. sizes.Zip(extents, static (size, extent) => size / extent)];
        string policy = node.Attributes.GetString("keep_aspect_ratio_policy", "stretch");
        if (policy == "stretch")
        {
            return [.. extents.Select((extent, i) => new ResampledAxis(extent, (long)sizes[i], scales[i]))];
        }

        double common = policy switch
        {
            "not_larger" => scales.Min(),
            "not_smaller" => scales.Max(),
            _ => throw node.Error($"attribute 'keep_aspect_ratio_policy' is '{policy}'", "supported are 'stretch', 'not_larger' and 'not_smaller'"),
        };
        return [.. extents.Select(extent => new ResampledAxis(extent, (long)Math.Floor(extent * common + 0.5), common))];
    }

    private static Func<double, double> Rounding(NodeContext node)
    {
        string mode = node.Opset < 11 ? "floor" : node.Attributes.GetString("nearest_mode", "round_prefer_floor");
        return mode switch
        {
            "round_prefer_floor" => static x => Math.Ceiling(x - 0.5),
            "round_prefer_ceil" => static x => Math.Floor(x + 0.5),
            "floor" => Math.Floor,
            "ceil" => Math.Ceiling,
            _ => throw node.Error(
                $"attribute 'nearest_mode' is '{mode}'", "supported are 'round_prefer_floor', 'round_prefer_ceil', 'floor' and 'ceil'"),
        };
    }

    // Where the elements of the result lie in the input.
    private IEnumerable<double> Coordinates(NodeContext node)
    {
        Func<double, double> place = Placement(node);
        return Enumerable.Range(0, (int)Output).Select(x => place(x));
    }

    private Func<double, double> Placement(NodeContext node)
    {
        string mode = node.Opset < 11 ? "asymmetric" : node.Attributes.GetString("coordinate_transformation_mode", "half_pixel");
        double resized = Input * Scale;
        return mode switch
        {
            "half_pixel" => x => (x + 0.5) / Scale - 0.5,
            "half_pixel_symmetric" => x => Input / 2.0 * (1 - Output / resized) + (x + 0.5) / Scale - 0.5,
            "pytorch_half_pixel" => x => Output > 1 ? (x + 0.5) / Scale - 0.5 : 0,
            "align_corners" => x => Output > 1 ? x * (Input - 1) / (resized - 1) : 0,
            "asymmetric" => x => x / Scale,
            _ => throw node.Error($"attribute 'coordinate_transformation_mode' is '{mode}'", Modes),
        };
    }

    private long Clamp(double position) => (long)Math.Min(Math.Max(position, 0), Input - 1);
}
