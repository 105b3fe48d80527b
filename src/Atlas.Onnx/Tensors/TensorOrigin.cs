using System.Collections.Immutable;

namespace Atlas.Onnx;

/// <summary>How a constant came about, so that it can be rebuilt from the model's bytes instead of being stored again.</summary>
public abstract record TensorOrigin
{
    private TensorOrigin()
    {
    }

    /// <summary>The values are known but lie nowhere contiguous in the model (varint fields, attributes, inputs).</summary>
    public sealed record Literal : TensorOrigin
    {
        public static Literal Instance { get; } = new();
    }

    /// <summary>Decoded from the bytes at <paramref name="Source"/>, row-major.</summary>
    public sealed record Stored(TensorSource Source) : TensorOrigin;

    /// <summary><paramref name="Step"/> applied to <paramref name="Parents"/> (one, or several for a concatenation).</summary>
    public sealed record Layout(ImmutableArray<OnnxTensor> Parents, LayoutStep Step) : TensorOrigin;

    /// <summary>
    /// Output of a folded node that does arithmetic. <paramref name="Inputs"/> has the node's inputs in order, null where one
    /// is absent or only its shape matters.
    /// </summary>
    public sealed record Computed(OnnxNode Node, ImmutableArray<OnnxTensor?> Inputs) : TensorOrigin;
}

/// <summary>A map of elements that does no arithmetic. The resulting shape is that of the tensor which carries the step.</summary>
public abstract record LayoutStep
{
    private LayoutStep()
    {
    }

    /// <summary>Same elements in the same order under another shape.</summary>
    public sealed record Reshape : LayoutStep;

    /// <summary>Axis i of the result is axis <c>Axes[i]</c> of the parent.</summary>
    public sealed record Permute(ImmutableArray<int> Axes) : LayoutStep;

    /// <summary>Along each axis, result index i is parent index <c>Starts + i·Steps</c>; steps may be negative.</summary>
    public sealed record Slice(ImmutableArray<long> Starts, ImmutableArray<long> Steps) : LayoutStep;

    /// <summary>The parents one after the other along <paramref name="Axis"/>.</summary>
    public sealed record Concat(int Axis) : LayoutStep;

    /// <summary>Stretched by multidirectional broadcasting, aligned at the last axis.</summary>
    public sealed record Broadcast : LayoutStep;

    /// <summary>Rows <paramref name="Indices"/> (non-negative, flattened) of the parent along <paramref name="Axis"/>.</summary>
    public sealed record Gather(int Axis, ImmutableArray<long> Indices) : LayoutStep;

    /// <summary>Same values as another element type: between real types exact (nothing is rounded), to integers truncated.</summary>
    public sealed record Cast(ElementType Type) : LayoutStep;
}
