namespace Atlas.Onnx.Kernels;

/// <summary>Elementwise maps with multidirectional broadcasting.</summary>
internal static class ElementwiseKernel
{
    public static OnnxTensor Map(OnnxTensor x, Func<double, double> function) =>
        OnnxTensor.Own(x.ElementType, x.Shape, Array.ConvertAll(x.RealArray, value => function(value)));

    public static OnnxTensor Map(OnnxTensor x, Func<long, long> function) =>
        OnnxTensor.Own(x.ElementType, x.Shape, Array.ConvertAll(x.IntegerArray, value => x.ElementType.Wrap(function(value))));

    /// <summary>A result of the operands' own type; both have the same kind of elements.</summary>
    public static OnnxTensor Zip(
        OnnxTensor a, OnnxTensor b, OnnxShape shape, Func<double, double, double> ofReals, Func<long, long, long> ofIntegers)
    {
        if (a.IsReal)
        {
            return OnnxTensor.Own(a.ElementType, shape, ZipArrays(Reals(a, shape), Reals(b, shape), ofReals));
        }

        ElementType type = a.ElementType;
        return OnnxTensor.Own(type, shape, ZipArrays(Integers(a, shape), Integers(b, shape), (x, y) => type.Wrap(ofIntegers(x, y))));
    }

    /// <summary>A Boolean result; both operands have the same kind of elements.</summary>
    public static OnnxTensor Compare(
        OnnxTensor a, OnnxTensor b, OnnxShape shape, Func<double, double, bool> ofReals, Func<long, long, bool> ofIntegers)
    {
        long[] result = a.IsReal
            ? ZipArrays(Reals(a, shape), Reals(b, shape), (x, y) => ofReals(x, y) ? 1L : 0L)
            : ZipArrays(Integers(a, shape), Integers(b, shape), (x, y) => ofIntegers(x, y) ? 1L : 0L);
        return OnnxTensor.Own(ElementType.Bool, shape, result);
    }

    /// <summary>Elements of <paramref name="a"/> where the condition holds, else of <paramref name="b"/>.</summary>
    public static OnnxTensor Select(OnnxTensor condition, OnnxTensor a, OnnxTensor b, OnnxShape shape)
    {
        long[] choices = Integers(condition, shape);
        return a.IsReal
            ? OnnxTensor.Own(a.ElementType, shape, Choose(choices, Reals(a, shape), Reals(b, shape)))
            : OnnxTensor.Own(a.ElementType, shape, Choose(choices, Integers(a, shape), Integers(b, shape)));
    }

    /// <summary>Elements of a real tensor once broadcast; the tensor's own array where it has that shape already.</summary>
    public static double[] Reals(OnnxTensor tensor, OnnxShape shape) => TensorLayout.Broadcast(tensor, shape).RealArray;

    private static long[] Integers(OnnxTensor tensor, OnnxShape shape) => TensorLayout.Broadcast(tensor, shape).IntegerArray;

    private static TResult[] ZipArrays<T, TResult>(T[] a, T[] b, Func<T, T, TResult> function)
    {
        TResult[] result = new TResult[a.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = function(a[i], b[i]);
        }

        return result;
    }

    private static T[] Choose<T>(long[] choices, T[] a, T[] b)
    {
        T[] result = new T[choices.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = choices[i] != 0 ? a[i] : b[i];
        }

        return result;
    }
}
