namespace Atlas.Onnx.Tests.Tensors;

public sealed class TensorLayoutTests
{
    private static readonly OnnxTensor Cube = OnnxTensor.FromIntegers(new(2, 3, 4), [.. Enumerable.Range(0, 24).Select(static i => (long)i)]);

    [Theory]
    [InlineData(0, 1, 2)]
    [InlineData(2, 0, 1)]
    [InlineData(1, 0, 2)]
    [InlineData(2, 1, 0)]
    public void Permute_EveryElement_ComesFromThePermutedIndex(int a, int b, int c)
    {
        int[] axes = [a, b, c];
        OnnxTensor result = TensorLayout.Permute(Cube, axes);

        long[] expected = new long[24];
        long[] index = new long[3];
        int next = 0;
        for (long i = 0; i < result.Shape[0]; i++)
        {
            for (long j = 0; j < result.Shape[1]; j++)
            {
                for (long k = 0; k < result.Shape[2]; k++)
                {
                    (index[axes[0]], index[axes[1]], index[axes[2]]) = (i, j, k);
                    expected[next++] = index[0] * 12 + index[1] * 4 + index[2];
                }
            }
        }

        Assert.Equal(expected, result.Integers.ToArray());
    }

    [Fact]
    public void Slice_NegativeSteps_RunBackwards() => Assert.Equal(
        [23, 21, 19, 17], TensorLayout.Slice(Cube, new OnnxShape(1, 2, 2), [1, 2, 3], [1, -1, -2]).Integers.ToArray());

    [Fact]
    public void Broadcast_AlignsAtTheLastAxis()
    {
        OnnxTensor column = OnnxTensor.FromIntegers(new(2, 1), [5, 6]);

        Assert.Equal([5, 5, 5, 6, 6, 6, 5, 5, 5, 6, 6, 6], TensorLayout.Broadcast(column, new OnnxShape(2, 2, 3)).Integers.ToArray());
    }

    [Fact]
    public void Broadcast_ToAnotherExtent_IsAnError() =>
        Assert.Throws<ArgumentException>(() => TensorLayout.Broadcast(Cube, new OnnxShape(2, 3, 5)));

    [Fact]
    public void Concat_AlongAMiddleAxis_InterleavesBlocks()
    {
        OnnxTensor a = OnnxTensor.FromIntegers(new(2, 1, 2), [1, 2, 3, 4]), b = OnnxTensor.FromIntegers(new(2, 2, 2), [5, 6, 7, 8, 9, 10, 11, 12]);

        OnnxTensor result = TensorLayout.Concat([a, b], 1);

        Assert.Equal(new OnnxShape(2, 3, 2), result.Shape);
        Assert.Equal([1, 2, 5, 6, 7, 8, 3, 4, 9, 10, 11, 12], result.Integers.ToArray());
    }

    [Fact]
    public void Gather_EvenlySpaced_IsASlice()
    {
        OnnxTensor rows = TensorLayout.Gather(Cube, 1, [2, 1, 0]);

        TensorOrigin.Layout origin = Assert.IsType<TensorOrigin.Layout>(rows.Origin);
        LayoutStep.Slice slice = Assert.IsType<LayoutStep.Slice>(origin.Step);
        Assert.Equal([0, 2, 0], slice.Starts.ToArray());
        Assert.Equal([1, -1, 1], slice.Steps.ToArray());
        Assert.Equal([8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3], rows.Integers[..12].ToArray());
    }

    [Fact]
    public void Gather_Scattered_RecordsTheRows()
    {
        OnnxTensor rows = TensorLayout.Gather(Cube, 2, [3, 0, 3]);

        LayoutStep.Gather step = Assert.IsType<LayoutStep.Gather>(Assert.IsType<TensorOrigin.Layout>(rows.Origin).Step);
        Assert.Equal((2, 3), (step.Axis, step.Indices.Length));
        Assert.Equal([3, 0, 3, 7, 4, 7], rows.Integers[..6].ToArray());
    }

    [Fact]
    public void Cast_ToIntegers_TruncatesTowardsZeroAndSaturates()
    {
        OnnxTensor reals = OnnxTensor.FromReals(new(5), [1.9, -1.9, double.NaN, 1e30, -1e30]);

        Assert.Equal([1, -1, 0, long.MaxValue, long.MinValue], TensorLayout.Cast(reals, ElementType.Int64).Integers.ToArray());
        Assert.Equal([1, 1, 1, 1, 1], TensorLayout.Cast(reals, ElementType.Bool).Integers.ToArray());
    }
}
