using static Atlas.Onnx.Tests.Operators.OperatorRules;

namespace Atlas.Onnx.Tests.Operators;

/// <summary>Operators that put elements elsewhere.</summary>
public sealed class PlacementTests
{
    [Theory]
    [InlineData("reflect", new double[] { 1, 2, 1, 0, 1, 2, 1, 0 })]
    [InlineData("edge", new double[] { 0, 0, 0, 0, 1, 2, 2, 2 })]
    [InlineData("wrap", new double[] { 0, 1, 2, 0, 1, 2, 0, 1 })]
    [InlineData("constant", new double[] { 0, 0, 0, 0, 1, 2, 0, 0 })]
    public void Pad_BeyondTheInput_ContinuesThePattern(string mode, double[] expected) =>
        Assert.Equal(expected, Run(19, "Pad", [Counting(3), List(3, 2)], [1], 1, ("mode", mode))[0].Reals.ToArray());

    [Fact]
    public void Pad_NegativeCounts_RemoveElements()
    {
        Assert.Equal([1], Run(13, "Pad", [Counting(3), List(-1, -1)], [1])[0].Reals.ToArray());
        Assert.Equal([1, 2, 9], Run(13, "Pad", [Counting(3), List(-1, 1), OnnxTensor.Scalar(9.0)], [1])[0].Reals.ToArray());
        Assert.Throws<AtlasModelException>(() => Run(13, "Pad", [Counting(3), List(-4, 2)], [1]));
    }

    [Fact]
    public void Pad_Counts_MoveToInputsAtOpset11()
    {
        Assert.Equal([7, 0], Run(10, "Pad", [Counting(1)], [], 1, ("pads", new[] { 1L, 0 }), ("value", 7f))[0].Reals.ToArray());
        Assert.Equal(new OnnxShape(2, 4), Run(18, "Pad", [Counting(2, 2), List(1, 1), null, List(-1)], [1, 3])[0].Shape);
    }

    [Fact]
    public void SpaceToDepth_DepthToSpace_AreInverse()
    {
        OnnxTensor x = Counting(1, 3, 4, 6);
        OnnxTensor deep = Run(13, "SpaceToDepth", [x], [], 1, ("blocksize", 2))[0];

        Assert.Equal(new OnnxShape(1, 12, 2, 3), deep.Shape);
        Assert.Equal(x.Reals.ToArray(), Run(13, "DepthToSpace", [deep], [], 1, ("blocksize", 2))[0].Reals.ToArray());
        Assert.Throws<AtlasModelException>(() => Run(13, "DepthToSpace", [x], [], 1, ("blocksize", 2)));
    }

    [Fact]
    public void ScatterElements_Duplicates_MeetInOrder()
    {
        OnnxTensor data = Real(new(3), 1, 2, 3), indices = List(-1, 2), updates = Real(new(2), 10, 20);

        Assert.Equal([1, 2, 20], Run(11, "ScatterElements", [data, indices, updates], [])[0].Reals.ToArray());
        Assert.Equal([1, 2, 33], Run(16, "ScatterElements", [data, indices, updates], [], 1, ("reduction", "add"))[0].Reals.ToArray());
        Assert.Equal([1, 2, 600], Run(16, "ScatterElements", [data, indices, updates], [], 1, ("reduction", "mul"))[0].Reals.ToArray());
        Assert.Throws<AtlasModelException>(() => Run(16, "ScatterElements", [data, indices, updates], [], 1, ("reduction", "max")));
        Assert.Contains("index 3", Assert.Throws<AtlasModelException>(() => Run(11, "ScatterElements", [data, List(3), Counting(1)], [])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ScatterND_Blocks_ReplaceRows()
    {
        OnnxTensor updates = Real(new(1, 2), 8, 9);

        Assert.Equal([0, 1, 8, 9], Run(11, "ScatterND", [Counting(2, 2), Whole(new(1, 1), 1), updates], [])[0].Reals.ToArray());
        Assert.Throws<AtlasModelException>(() => Run(11, "ScatterND", [Counting(2, 2), Whole(new(1, 1), 1), Counting(2)], []));
    }

    [Fact]
    public void OneHot_IndexOutOfRange_AddressesNothing() =>
        Assert.Equal([0, 5, 0, 0, 0, 5], Run(11, "OneHot", [List(1, 9, -1), List(2), Real(new(2), 0, 5)], [1])[0].Reals.ToArray());

    [Fact]
    public void Compress_ShortCondition_DropsTheRest()
    {
        OnnxTensor condition = OnnxTensor.FromIntegers(new(2), [0, 1], ElementType.Bool);

        Assert.Equal([1], Run(11, "Compress", [Counting(2, 2), condition], [1])[0].Reals.ToArray());
        Assert.Equal([1, 3], Run(11, "Compress", [Counting(2, 2), condition], [1], 1, ("axis", 1))[0].Reals.ToArray());
        Assert.Contains("condition", Assert.Throws<AtlasModelException>(() => Run(11, "Compress", [Counting(2), condition], [])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void GatherElements_NegativeIndex_CountsFromTheEnd() =>
        Assert.Equal([1, 2], Run(11, "GatherElements", [Counting(2, 2), Whole(new(2, 1), -1, 0)], [], 1, ("axis", 1))[0].Reals.ToArray());

    [Fact]
    public void EyeLike_Diagonal_MayBeEmpty() =>
        Assert.Equal([0, 0, 0, 0], Run(11, "EyeLike", [Counting(2, 2)], [], 1, ("k", 5), ("dtype", 7))[0].Integers.ToArray());
}
