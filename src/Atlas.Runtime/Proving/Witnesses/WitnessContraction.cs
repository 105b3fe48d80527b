using System.Numerics;
using Atlas.Runtime.Platform;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Proving;

/// <content>Contractions.</content>
public sealed partial class Witness
{
    /// <summary>out = Σ left·right for an index pattern such as "hqd,hkd->hqk", as in <see cref="Relations.Contraction"/>.</summary>
    public void Contract(TensorInfo output, TensorInfo left, TensorInfo right, string pattern)
    {
        IntegerTensor a = Tensor(left), b = Tensor(right);
        var shape = new ContractionShape(output, left, right, pattern);
        if (a.IsNarrow && b.IsNarrow && a.Magnitude * b.Magnitude * shape.Terms < NarrowLimit && Math.Max(a.Magnitude, b.Magnitude) * shape.Terms < NarrowLimit)
        {
            ContractNarrow(shape, a, b);
        }
        else
        {
            ContractWide(shape, a, b);
        }
    }

    private void ContractNarrow(ContractionShape shape, IntegerTensor left, IntegerTensor right)
    {
        ContractionOperand a = ContractionOperand.Of(left, shape.LeftLetters, shape.Batch + shape.LeftOnly, shape.Inner, shape.Sizes);
        ContractionOperand b = ContractionOperand.Of(right, shape.RightLetters, shape.Batch + shape.RightOnly, shape.Inner, shape.Sizes);
        int[] batch = shape.OutputOffsets(shape.Batch), rows = shape.OutputOffsets(shape.LeftOnly), columns = shape.OutputOffsets(shape.RightOnly);
        int length = shape.Count(shape.Inner);
        var result = _memory.Cells(shape.Output.PaddedSize);
        bool small = (double)batch.Length * rows.Length * columns.Length * length < 1 << 15;
        StaticPartition.For(small ? 1 : _threads, batch.Length * columns.Length, (start, end, _) =>
        {
            // Each row of the right operand, a weight's output channel, is read once, and meets all rows of the left one while it is in the cache.
            for (int i = start; i < end; i++)
            {
                int group = i / columns.Length, at = batch[group] + columns[i % columns.Length];
                ReadOnlySpan<long> column = b.Row(i, length);
                for (int j = 0; j < rows.Length; j++)
                {
                    result[at + rows[j]] = Dot(a.Row((group * rows.Length) + j, length), column);
                }
            }
        });
        Set(shape.Output, result);
    }

    private void ContractWide(ContractionShape shape, IntegerTensor left, IntegerTensor right)
    {
        int[] all = shape.OutputOffsets(shape.OutputLetters);
        int[] leftAt = ContractionOperand.Offsets(left.Info, shape.LeftLetters, shape.OutputLetters, shape.Sizes);
        int[] rightAt = ContractionOperand.Offsets(right.Info, shape.RightLetters, shape.OutputLetters, shape.Sizes);
        int[] leftSum = ContractionOperand.Offsets(left.Info, shape.LeftLetters, shape.Summed, shape.Sizes);
        int[] rightSum = ContractionOperand.Offsets(right.Info, shape.RightLetters, shape.Summed, shape.Sizes);
        var result = new Int128[shape.Output.PaddedSize];
        for (int i = 0; i < all.Length; i++)
        {
            Int128 sum = 0;
            for (int k = 0; k < leftSum.Length; k++)
            {
                sum = checked(sum + (left[leftAt[i] + leftSum[k]] * right[rightAt[i] + rightSum[k]]));
            }

            result[all[i]] = sum;
        }

        Set(shape.Output, result);
    }

    private static long Dot(ReadOnlySpan<long> a, ReadOnlySpan<long> b)
    {
        if (a.Length == 1)
        {
            return a[0] * b[0];
        }

        int i = 0;
        long sum = 0;
        if (Vector.IsHardwareAccelerated && a.Length >= Vector<long>.Count)
        {
            Vector<long> sums = Vector<long>.Zero;
            for (; i <= a.Length - Vector<long>.Count; i += Vector<long>.Count)
            {
                sums += new Vector<long>(a[i..]) * new Vector<long>(b[i..]);
            }

            sum = Vector.Sum(sums);
        }

        for (; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
