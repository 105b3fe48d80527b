using Atlas.Compiler.Building;
using Atlas.Compiler.Plan;
using Atlas.Onnx;

namespace Atlas.Compiler.Lowering;

/// <summary>
/// A value of the ONNX graph on its way into the plan. Nothing is built before a reader asks, so that operators fuse: what a reader does not need never becomes a tensor.
/// </summary>
internal abstract class LoweredValue(OnnxNode? node, OnnxShape shape)
{
    /// <summary>The ONNX node that computes it; null for inputs and initializers.</summary>
    public OnnxNode? Node { get; } = node;

    public OnnxShape Shape { get; } = shape;
}

/// <summary>A constant.</summary>
internal sealed class ConstantValue(OnnxTensor tensor) : LoweredValue(null, tensor.Shape)
{
    private WeightExpression? expression;

    public OnnxTensor Tensor { get; } = tensor;

    public WeightExpression Expression => expression ??= ConstantExpressions.Of(Tensor);

    /// <summary>The value of a constant with one element.</summary>
    public double? Scalar => Tensor.Count == 1 ? Tensor.ToDoubles()[0] : null;
}

/// <summary>A plan tensor that stands for factor·integer·2^-scale.</summary>
internal readonly record struct Scaled(int Tensor, double Factor);

/// <summary>A value that depends on the inputs. Both forms are built at most once.</summary>
internal abstract class DynamicValue(LoweringContext context, OnnxNode? node, OnnxShape shape) : LoweredValue(node, shape)
{
    private readonly Dictionary<int, int> rounded = [];
    private Scaled? raw;

    protected LoweringContext Context { get; } = context;

    protected PlanBuilder Plan => Context.Plan;

    protected string Name => Node?.Outputs[0] ?? "";

    /// <summary>The exact value, often an accumulator with more fraction bits than activations have.</summary>
    public Scaled Raw => raw ??= Located(BuildRaw);

    /// <summary>The value at the scale of activations, rounded if need be.</summary>
    public int Activation => Rounded(Context.ScaleBits);

    /// <summary>
    /// The value at a scale of <paramref name="scaleBits"/> or coarser as a factor of a contraction, which passes over zeros: it may lack the elements above the diagonal of a causal softmax.
    /// </summary>
    public virtual int Multiplicand(int scaleBits) => Raw.Factor == 1 && Plan[Raw.Tensor].ScaleBits <= scaleBits ? Raw.Tensor : Rounded(scaleBits);

    /// <summary>Whether <see cref="Raw"/> is an activation already; then it is never rounded again.</summary>
    public virtual bool IsActivation => false;

    /// <summary>The value rounded to a scale of <paramref name="scaleBits"/> fraction bits.</summary>
    public int Rounded(int scaleBits)
    {
        if (IsActivation)
        {
            return Raw.Tensor;
        }

        if (!rounded.TryGetValue(scaleBits, out int tensor))
        {
            rounded[scaleBits] = tensor = Located(() => BuildRounded(scaleBits));
        }

        return tensor;
    }

    protected abstract Scaled BuildRaw();

    protected virtual int BuildRounded(int scaleBits) => Rescaling.Round(Context, Raw, Name, scaleBits);

    /// <summary>Part of one axis; by default a layout of the whole.</summary>
    public virtual DynamicValue Slice(OnnxNode node, OnnxShape shape, int axis, int start) =>
        new LayoutValue(Context, node, shape, this, LayoutMap.Slice(Shape, axis, start, (int)shape[axis]));

    protected T Located<T>(Func<T> build)
    {
        string before = Plan.Origin;
        Plan.Origin = Node?.Name ?? before;
        T result = build();
        Plan.Origin = before;
        return result;
    }
}

/// <summary>A tensor that the plan has already.</summary>
internal sealed class TensorValue(LoweringContext context, OnnxNode? node, OnnxShape shape, Scaled tensor, bool isActivation) : DynamicValue(context, node, shape)
{
    public override bool IsActivation => isActivation;

    protected override Scaled BuildRaw() => tensor;
}
