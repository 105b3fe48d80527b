using System.Collections.Immutable;
using System.Numerics;

namespace Atlas.Compiler.Building;

/// <summary>
/// Sums of a constant's positive parts and of its negative parts, one of each an output channel, and the largest sum of squares: what bounds a contraction with it.
/// </summary>
internal sealed record ChannelSums(long[] Positive, long[] Negative, BigInteger LargestSquares)
{
    public static ChannelSums Of(long[] values, ImmutableArray<int> dimensions, bool[] isChannel)
    {
        int rank = dimensions.Length, channels = 1;
        var strides = new int[rank];
        for (int axis = rank - 1; axis >= 0; axis--)
        {
            strides[axis] = isChannel[axis] ? channels : 0;
            channels *= isChannel[axis] ? dimensions[axis] : 1;
        }

        long[] positive = new long[channels], negative = new long[channels];
        var squares = new BigInteger[channels];
        var index = new int[rank];
        int channel = 0, row = rank == 0 ? 1 : dimensions[rank - 1], step = rank == 0 ? 0 : strides[rank - 1];
        for (int start = 0; start < values.Length; start += row)
        {
            AddRow(values, start, row, channel, step, positive, negative, squares);
            for (int axis = rank - 2; axis >= 0; axis--)
            {
                channel += strides[axis];
                if (++index[axis] < dimensions[axis])
                {
                    break;
                }

                channel -= strides[axis] * dimensions[axis];
                index[axis] = 0;
            }
        }

        return new(positive, negative, squares.Max());
    }

    private static void AddRow(long[] values, int start, int count, int channel, int step, long[] positive, long[] negative, BigInteger[] squares)
    {
        // Weights have at most 17 bits and rows far fewer than 2^29 elements; larger constants go the slow way.
        const long SmallWeight = 1 << 17;
        long small = 0;
        for (int i = 0; i < count; i++, channel += step)
        {
            long value = values[start + i];
            positive[channel] = checked(positive[channel] + Math.Max(value, 0));
            negative[channel] = checked(negative[channel] - Math.Min(value, 0));
            if (step != 0 || value is > SmallWeight or < -SmallWeight)
            {
                squares[channel] += (BigInteger)value * value;
            }
            else
            {
                small += value * value;
            }
        }

        if (step == 0)
        {
            squares[channel] += small;
        }
    }
}
