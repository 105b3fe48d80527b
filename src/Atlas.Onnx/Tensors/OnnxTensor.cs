using Atlas.Onnx.Import;

namespace Atlas.Onnx;

/// <summary>
/// An immutable dense tensor, row-major. Elements of floating-point types are held as doubles, exactly; integers and booleans
/// (0 and 1) as 64-bit integers. Values of large constants are decoded or rearranged when first asked for.
/// </summary>
public sealed class OnnxTensor
{
    private readonly Lazy<double[]>? reals;
    private readonly Lazy<long[]>? integers;

    private OnnxTensor(ElementType type, OnnxShape shape, Lazy<double[]>? reals, Lazy<long[]>? integers, TensorOrigin origin)
    {
        ElementType = type;
        Shape = shape;
        this.reals = reals;
        this.integers = integers;
        Origin = origin;
    }

    public ElementType ElementType { get; }

    public OnnxShape Shape { get; }

    /// <summary>How the values came about.</summary>
    public TensorOrigin Origin { get; }

    public bool IsReal => reals is not null;

    public int Count => checked((int)Shape.ElementCount);

    /// <summary>Elements of a tensor of a floating-point type.</summary>
    /// <exception cref="InvalidOperationException">The tensor holds integers or booleans.</exception>
    public ReadOnlySpan<double> Reals => RealArray;

    /// <summary>Elements of a tensor of an integer type or of booleans.</summary>
    /// <exception cref="InvalidOperationException">The tensor holds reals.</exception>
    public ReadOnlySpan<long> Integers => IntegerArray;

    /// <summary>The array behind <see cref="Reals"/>; never written to.</summary>
    internal double[] RealArray => (reals ?? throw new InvalidOperationException($"a tensor of type {ElementType} has no reals")).Value;

    /// <summary>The array behind <see cref="Integers"/>; never written to.</summary>
    internal long[] IntegerArray => (integers ?? throw new InvalidOperationException($"a tensor of type {ElementType} has no integers")).Value;

    public static OnnxTensor FromReals(OnnxShape shape, ReadOnlySpan<double> values, ElementType type = ElementType.Float) =>
        Own(type, shape, values.ToArray());

    public static OnnxTensor FromIntegers(OnnxShape shape, ReadOnlySpan<long> values, ElementType type = ElementType.Int64) =>
        Own(type, shape, values.ToArray());

    public static OnnxTensor Scalar(double value, ElementType type = ElementType.Float) => Own(type, OnnxShape.Scalar, [value]);

    public static OnnxTensor Scalar(long value, ElementType type = ElementType.Int64) => Own(type, OnnxShape.Scalar, [value]);

    /// <summary>Reads a serialized TensorProto, such as a file of a <c>test_data_set</c>.</summary>
    /// <exception cref="AtlasModelException">The bytes are not a tensor of a supported type.</exception>
    public static OnnxTensor ParseProto(byte[] bytes) => TensorReader.ParseFile(bytes);

    /// <summary>Every element as a double: reals as they are, integers converted.</summary>
    public double[] ToDoubles() => IsReal ? (double[])RealArray.Clone() : Array.ConvertAll(IntegerArray, static value => (double)value);

    public override string ToString() => $"{ElementType}{Shape}";

    /// <summary>Takes the array without a copy; the caller must not write to it afterwards.</summary>
    internal static OnnxTensor Own(ElementType type, OnnxShape shape, double[] values)
    {
        if (!type.IsReal() || values.Length != shape.ElementCount)
        {
            throw new ArgumentException($"{values.Length} reals do not make a tensor {type}{shape}", nameof(values));
        }

        return new OnnxTensor(type, shape, new Lazy<double[]>(() => values), null, TensorOrigin.Literal.Instance);
    }

    /// <inheritdoc cref="Own(ElementType, OnnxShape, double[])"/>
    internal static OnnxTensor Own(ElementType type, OnnxShape shape, long[] values)
    {
        if (type is ElementType.Undefined || type.IsReal() || values.Length != shape.ElementCount)
        {
            throw new ArgumentException($"{values.Length} integers do not make a tensor {type}{shape}", nameof(values));
        }

        return new OnnxTensor(type, shape, null, new Lazy<long[]>(() => values), TensorOrigin.Literal.Instance);
    }

    /// <summary>A tensor whose values are computed when first asked for.</summary>
    internal static OnnxTensor Deferred(ElementType type, OnnxShape shape, Func<double[]> values, TensorOrigin origin) =>
        new(type, shape, new Lazy<double[]>(values), null, origin);

    /// <inheritdoc cref="Deferred(ElementType, OnnxShape, Func{double[]}, TensorOrigin)"/>
    internal static OnnxTensor Deferred(ElementType type, OnnxShape shape, Func<long[]> values, TensorOrigin origin) =>
        new(type, shape, null, new Lazy<long[]>(values), origin);

    /// <summary>The same values with another origin.</summary>
    internal OnnxTensor WithOrigin(TensorOrigin origin) => new(ElementType, Shape, reals, integers, origin);
}
