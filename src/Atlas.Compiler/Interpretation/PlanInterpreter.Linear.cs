using System.Numerics;
using Atlas.Compiler.Plan;

namespace Atlas.Compiler.Interpretation;

/// <summary>Layouts, sums, affine maps, contractions, gathers.</summary>
public sealed partial class PlanInterpreter
{
    private void Layout(LayoutNode node)
    {
        int n = ShapeOf(node.Output).Variables;
        EachElement(node.Output, cell =>
        {
            int source = 0;
            foreach (int coordinate in node.Coordinates)
            {
                int bit = coordinate >= 0 ? cell >> (n - 1 - coordinate) & 1 : coordinate == LayoutNode.ConstantOne ? 1 : 0;
                source = source << 1 | bit;
            }

            return tables[node.Source][source];
        });
    }

    private void SumAxis(SumAxisNode node)
    {
        TensorShape shape = ShapeOf(node.Source);
        int length = 1 << shape.AxisBits(shape.Rank - 1);
        EachElement(node.Output, row => Enumerable.Range(row * length, length).Aggregate(BigInteger.Zero, (sum, cell) => sum + tables[node.Source][cell]));
    }

    private void Affine(AffineNode node)
    {
        TensorShape shape = ShapeOf(node.Output);
        EachElement(node.Output, cell =>
        {
            int[] index = Split(shape, cell);
            BigInteger sum = node.Constant;
            foreach (AffineTerm term in node.Terms)
            {
                sum += term.Coefficient * tables[term.Tensor][Join(ShapeOf(term.Tensor), term.Axes.Select(axis => index[axis]))];
            }

            return sum;
        });
    }

    private static int[] Split(TensorShape shape, int cell)
    {
        var index = new int[shape.Rank];
        for (int axis = shape.Rank - 1; axis >= 0; axis--)
        {
            int bits = shape.AxisBits(axis);
            index[axis] = cell & ((1 << bits) - 1);
            cell >>= bits;
        }

        return index;
    }

    private static int Join(TensorShape shape, IEnumerable<int> index)
    {
        int cell = 0, axis = 0;
        foreach (int i in index)
        {
            cell = cell << shape.AxisBits(axis++) | i;
        }

        return cell;
    }

    private void Contract(ContractionNode node)
    {
        string[] parts = node.Pattern.Split([",", "->"], StringSplitOptions.None);
        string letters = parts[2] + new string([.. (parts[0] + parts[1]).Distinct().Where(x => parts[2].IndexOf(x) < 0)]);
        int[] sizes = [.. letters.Select(x => SizeOf(x, parts, node))];
        int[] left = Strides(letters, parts[0], node.Left), right = Strides(letters, parts[1], node.Right), output = Strides(letters, parts[2], node.Output);
        IntegerTable a = tables[node.Left], b = tables[node.Right], result = tables[node.Output];
        if (a.Small is { } x && b.Small is { } y && result.Small is { } z && TryContract(sizes, left, right, output, x, y, z))
        {
            return;
        }

        var sums = new BigInteger[result.Length];
        Walk(sizes, left, right, output, (i, j, k) => sums[k] += a[i] * b[j]);
        for (int cell = 0; cell < sums.Length; cell++)
        {
            result[cell] = sums[cell];
        }
    }

    private static bool TryContract(int[] sizes, int[] left, int[] right, int[] output, long[] a, long[] b, long[] result)
    {
        try
        {
            Walk(sizes, left, right, output, (i, j, k) => result[k] = checked(result[k] + (a[i] * b[j])));
            return true;
        }
        catch (OverflowException)
        {
            return false; // a partial sum may be wider than the sum
        }
    }

    private int SizeOf(char letter, string[] parts, ContractionNode node)
    {
        int axis = parts[0].IndexOf(letter);
        return axis >= 0 ? ShapeOf(node.Left).Dimensions[axis] : ShapeOf(node.Right).Dimensions[parts[1].IndexOf(letter)];
    }

    /// <summary>Distance in the padded table between neighbours along each letter; 0 where the tensor does not have it.</summary>
    private int[] Strides(string letters, string own, int tensor)
    {
        TensorShape shape = ShapeOf(tensor);
        return [.. letters.Select(letter =>
        {
            int axis = own.IndexOf(letter);
            return axis < 0 ? 0 : 1 << Enumerable.Range(axis + 1, shape.Rank - axis - 1).Sum(shape.AxisBits);
        })];
    }

    private static void Walk(int[] sizes, int[] left, int[] right, int[] output, Action<int, int, int> visit)
    {
        var index = new int[sizes.Length];
        int a = 0, b = 0, o = 0;
        for (long remaining = sizes.Aggregate(1L, static (product, size) => product * size); remaining > 0; remaining--)
        {
            visit(a, b, o);
            for (int k = sizes.Length - 1; k >= 0; k--)
            {
                a += left[k];
                b += right[k];
                o += output[k];
                if (++index[k] < sizes[k])
                {
                    break;
                }

                a -= left[k] * sizes[k];
                b -= right[k] * sizes[k];
                o -= output[k] * sizes[k];
                index[k] = 0;
            }
        }
    }

    private void Gather(GatherNode node)
    {
        int width = ShapeOf(node.Output).Variables - ShapeOf(node.Indices).Variables;
        EachElement(node.Output, cell =>
            tables[node.Table][(int)tables[node.Indices][cell >> width] << width | (cell & ((1 << width) - 1))]);
    }
}
