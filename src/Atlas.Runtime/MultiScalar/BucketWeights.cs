using System.Buffers;
using Atlas.Runtime.Curves;

namespace Atlas.Runtime.MultiScalar;

/// <summary>
/// Σ_i (i+1)·S_i over buckets S_i, for many groups of buckets at once. With i = hi·2^l + lo, buckets are summed along the lines of a grid, and then
/// there is one sum of lines for each bit of hi and lo: about two affine additions a bucket.
/// </summary>
internal static class BucketWeights
{
    /// <summary>The parts of every group: <paramref name="width"/> points, one a bit of i and then Σ_i S_i.</summary>
    /// <param name="sums">Buckets that are not empty, group after group.</param>
    /// <param name="numbers">Their i, below 2^(width-1), ascending in a group.</param>
    /// <param name="groupStarts">Where groups begin; one more than there are groups.</param>
    /// <param name="width">Bits of i, and one more.</param>
    /// <param name="threads">Sums are the same for any number.</param>
    public static G1Affine[] Compute(ReadOnlySpan<G1Affine> sums, ReadOnlySpan<int> numbers, ReadOnlySpan<int> groupStarts, int width, int threads)
    {
        int lowBits = (width - 1) / 2, highBits = width - 1 - lowBits, groups = groupStarts.Length - 1;
        int lines = (1 << lowBits) + (1 << highBits), linePoints = 2 * groupStarts[groups];
        int bitPoints = groups * (((lowBits << lowBits) >> 1) + ((highBits << highBits) >> 1) + (1 << highBits));
        int[] indices = ArrayPool<int>.Shared.Rent(Math.Max(linePoints, bitPoints)), starts = ArrayPool<int>.Shared.Rent((groups * lines) + 1);
        G1Affine[] lineSums = ArrayPool<G1Affine>.Shared.Rent(groups * lines);
        for (int g = 0; g < groups; g++)
        {
            ListLines(numbers, groupStarts[g], groupStarts[g + 1], lowBits, indices, starts.AsSpan(g * lines, lines));
        }

        starts[groups * lines] = linePoints;
        SubsetSum.Compute(sums, indices.AsSpan(0, linePoints), starts.AsSpan(0, (groups * lines) + 1), lineSums.AsSpan(0, groups * lines), threads);

        var parts = new G1Affine[groups * width];
        int count = 0;
        for (int g = 0; g < groups; g++)
        {
            for (int part = 0; part < width; part++)
            {
                starts[(g * width) + part] = count;
                ListPart(lineSums.AsSpan(0, groups * lines), g * lines, part, lowBits, highBits, indices, ref count);
            }
        }

        starts[parts.Length] = count;
        SubsetSum.Compute(lineSums, indices.AsSpan(0, count), starts.AsSpan(0, parts.Length + 1), parts, threads);
        ArrayPool<int>.Shared.Return(indices);
        ArrayPool<int>.Shared.Return(starts);
        ArrayPool<G1Affine>.Shared.Return(lineSums);
        return parts;
    }

    /// <summary>2^width·above + the sum that the parts of a group stand for.</summary>
    public static G1Jacobian Accumulate(G1Jacobian above, ReadOnlySpan<G1Affine> parts)
    {
        G1Jacobian sum = above.Double();
        for (int bit = parts.Length - 2; bit >= 0; bit--)
        {
            sum = sum.Double() + parts[bit];
        }

        return sum + parts[^1];
    }

    /// <summary>Rows of one group: line lo of all buckets with this lo, then line 2^lowBits + hi of all with this hi.</summary>
    private static void ListLines(ReadOnlySpan<int> numbers, int first, int end, int lowBits, Span<int> indices, Span<int> starts)
    {
        int low = 1 << lowBits, position = 2 * first;
        starts.Clear();
        for (int i = first; i < end; i++)
        {
            starts[numbers[i] & (low - 1)]++;
            starts[low + (numbers[i] >> lowBits)]++;
        }

        foreach (ref int start in starts)
        {
            (start, position) = (position, position + start);
        }

        for (int i = first; i < end; i++)
        {
            indices[starts[numbers[i] & (low - 1)]++] = i;
            indices[starts[low + (numbers[i] >> lowBits)]++] = i;
        }

        // Each start has moved to its row's end, which is the next row's start.
        starts[..^1].CopyTo(starts[1..]);
        starts[0] = 2 * first;
    }

    /// <summary>One row: the lines whose coordinate has the part's bit; for the last part all lines of hi.</summary>
    private static void ListPart(ReadOnlySpan<G1Affine> lines, int first, int part, int lowBits, int highBits, Span<int> indices, ref int count)
    {
        bool isLow = part < lowBits;
        int mask = isLow ? 1 << part : part < lowBits + highBits ? 1 << (part - lowBits) : 0;
        int start = isLow ? first : first + (1 << lowBits), coordinates = 1 << (isLow ? lowBits : highBits);
        for (int coordinate = 0; coordinate < coordinates; coordinate++)
        {
            if ((coordinate & mask) == mask && !lines[start + coordinate].IsInfinity)
            {
                indices[count++] = start + coordinate;
            }
        }
    }
}
