using Atlas.Onnx.Format;
using Google.Protobuf.Collections;

namespace Atlas.Onnx.Import;

/// <summary>
/// Elements from the typed fields of a TensorProto that have no contiguous fixed-width bytes: int32_data (which also carries the
/// smaller integers, booleans and the bits of 16-bit floats), int64_data, uint64_data, and floats written in several pieces.
/// </summary>
internal static class TypedDataReader
{
    public static OnnxTensor Read(TensorProto proto, ElementType type, OnnxShape shape, string name) => type switch
    {
        ElementType.Float => OnnxTensor.Own(type, shape, Convert(proto.FloatData, shape, name, static value => (double)value)),
        ElementType.Double => OnnxTensor.Own(type, shape, Convert(proto.DoubleData, shape, name, static value => value)),
        ElementType.Float16 or ElementType.BFloat16 =>
            OnnxTensor.Own(type, shape, Convert(proto.Int32Data, shape, name, bits => FixedWidth.FromHalfBits(unchecked((ushort)bits), type))),
        ElementType.Int64 => OnnxTensor.Own(type, shape, Convert(proto.Int64Data, shape, name, static value => value)),
        ElementType.UInt64 or ElementType.UInt32 =>
            OnnxTensor.Own(type, shape, Convert(proto.Uint64Data, shape, name, value => ToInt64(value, name))),
        _ => OnnxTensor.Own(type, shape, Convert(proto.Int32Data, shape, name, value => type.Wrap(value))),
    };

    private static TResult[] Convert<T, TResult>(RepeatedField<T> field, OnnxShape shape, string name, Func<T, TResult> convert)
    {
        if (field.Count != shape.ElementCount)
        {
            throw new AtlasModelException($"tensor '{name}' of shape {shape} has {field.Count} elements of data instead of {shape.ElementCount}");
        }

        TResult[] values = new TResult[field.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = convert(field[i]);
        }

        return values;
    }

    private static long ToInt64(ulong value, string name) => value <= long.MaxValue
        ? (long)value
        : throw new AtlasModelException($"tensor '{name}' holds {value}", "integers are supported up to 2^63 - 1");
}
