using Atlas.Onnx.Format;
using Google.Protobuf;

namespace Atlas.Onnx.Tests.Tensors;

public sealed class TensorReadingTests
{
    private static OnnxTensor Read(TensorProto proto) => OnnxTensor.ParseProto(proto.ToByteArray());

    private static TensorProto Raw(ElementType type, params byte[] data) =>
        new() { DataType = (int)type, Dims = { data.Length / type.SizeInBytes() }, RawData = ByteString.CopyFrom(data) };

    [Theory]
    [InlineData(0x0000, 0.0)]
    [InlineData(0x3c00, 1.0)]
    [InlineData(0xc000, -2.0)]
    [InlineData(0x0001, 5.9604644775390625e-8)]
    [InlineData(0x03ff, 6.0975551605224609e-5)]
    [InlineData(0x0400, 6.103515625e-5)]
    [InlineData(0x7bff, 65504.0)]
    [InlineData(0x3555, 0.333251953125)]
    [InlineData(0x7c00, double.PositiveInfinity)]
    [InlineData(0xfc00, double.NegativeInfinity)]
    [InlineData(0x7e00, double.NaN)]
    public void Float16_RawAndTyped_IsExact(int bits, double expected)
    {
        var typed = new TensorProto { DataType = (int)ElementType.Float16, Dims = { 1 }, Int32Data = { bits } };

        Assert.Equal(expected, Read(Raw(ElementType.Float16, (byte)bits, (byte)(bits >> 8))).Reals[0]);
        Assert.Equal(expected, Read(typed).Reals[0]);
    }

    [Fact]
    public void Float16_AllBitPatterns_MatchTheRuntimesHalf()
    {
        for (int bits = 0; bits <= 0xffff; bits++)
        {
            double expected = (double)BitConverter.UInt16BitsToHalf((ushort)bits);
            Assert.Equal(expected, Onnx.Import.FixedWidth.FromHalfBits((ushort)bits, ElementType.Float16));
        }
    }

    [Theory]
    [InlineData(0x3f80, 1.0)]
    [InlineData(0xc049, -3.140625)]
    [InlineData(0x7f80, double.PositiveInfinity)]
    public void BFloat16_RawAndTyped_IsExact(int bits, double expected)
    {
        var typed = new TensorProto { DataType = (int)ElementType.BFloat16, Dims = { 1 }, Int32Data = { bits } };

        Assert.Equal(expected, Read(Raw(ElementType.BFloat16, (byte)bits, (byte)(bits >> 8))).Reals[0]);
        Assert.Equal(expected, Read(typed).Reals[0]);
    }

    [Fact]
    public void Double_RawAndTyped_IsExact()
    {
        Assert.Equal(Math.PI, Read(Raw(ElementType.Double, BitConverter.GetBytes(Math.PI))).Reals[0]);
        Assert.Equal(Math.PI, Read(new TensorProto { DataType = 11, Dims = { 1 }, DoubleData = { Math.PI } }).Reals[0]);
    }

    [Theory]
    [InlineData(ElementType.Int8, new byte[] { 0xff, 0x7f }, new long[] { -1, 127 })]
    [InlineData(ElementType.UInt8, new byte[] { 0xff, 0x7f }, new long[] { 255, 127 })]
    [InlineData(ElementType.Bool, new byte[] { 1, 0, 2 }, new long[] { 1, 0, 1 })]
    [InlineData(ElementType.Int16, new byte[] { 0xfe, 0xff }, new long[] { -2 })]
    [InlineData(ElementType.UInt16, new byte[] { 0xfe, 0xff }, new long[] { 65534 })]
    [InlineData(ElementType.Int32, new byte[] { 0, 0, 0, 0x80 }, new long[] { int.MinValue })]
    [InlineData(ElementType.UInt32, new byte[] { 0, 0, 0, 0x80 }, new long[] { 0x80000000 })]
    [InlineData(ElementType.Int64, new byte[] { 1, 0, 0, 0, 0, 0, 0, 0x80 }, new long[] { long.MinValue + 1 })]
    public void Integers_Raw_HaveTheirTypesRange(ElementType type, byte[] data, long[] expected) =>
        Assert.Equal(expected, Read(Raw(type, data)).Integers.ToArray());

    [Fact]
    public void Integers_Typed_ComeFromTheirFields()
    {
        Assert.Equal([-3, 4], Read(new TensorProto { DataType = 6, Dims = { 2 }, Int32Data = { -3, 4 } }).Integers.ToArray());
        Assert.Equal([-3], Read(new TensorProto { DataType = 3, Dims = { 1 }, Int32Data = { -3 } }).Integers.ToArray());
        Assert.Equal([1L << 40], Read(new TensorProto { DataType = 7, Dims = { 1 }, Int64Data = { 1L << 40 } }).Integers.ToArray());
        Assert.Equal([5], Read(new TensorProto { DataType = 12, Dims = { 1 }, Uint64Data = { 5 } }).Integers.ToArray());
    }

    [Fact]
    public void UInt64_BeyondInt64_IsRefused()
    {
        Assert.Throws<AtlasModelException>(() => Read(new TensorProto { DataType = 13, Dims = { 1 }, Uint64Data = { ulong.MaxValue } }));
        Assert.Throws<AtlasModelException>(() => Read(Raw(ElementType.UInt64, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff)).Integers.ToArray());
    }

    [Theory]
    [InlineData(8)]
    [InlineData(14)]
    [InlineData(0)]
    public void UnsupportedType_IsNamed(int code) => Assert.Contains(
        $"element type {code}", Assert.Throws<AtlasModelException>(() => Read(new TensorProto { DataType = code })).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(1L << 31, 1)]
    [InlineData(1L << 16, 1L << 16)]
    public void UnusableDimensions_AreNamed(long first, long second) => Assert.Contains(
        $"[{first},{second}]",
        Assert.Throws<AtlasModelException>(() => Read(new TensorProto { DataType = 1, Dims = { first, second } })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Scalar_HasRankZeroAndOneElement()
    {
        OnnxTensor scalar = Read(new TensorProto { DataType = 1, FloatData = { 2.5f } });

        Assert.Equal(0, scalar.Shape.Rank);
        Assert.Equal([2.5], scalar.Reals.ToArray());
    }

    [Fact]
    public void Garbage_IsTypedError() => Assert.Throws<AtlasModelException>(() => OnnxTensor.ParseProto([0xff, 0xff, 0xff]));
}
