using Atlas.Runtime.Fields;
using Atlas.Runtime.Relations;
using Atlas.Runtime.Sumcheck;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Proving;

/// <summary>Σ_x front(x)·valid(x)·(Σ c_i t_i(x) + const); sends the t_i at the end point.</summary>
internal sealed class MaskProver : TripleProver
{
    private readonly MaskSum _sum;
    private readonly Witness _witness;

    private MaskProver(MaskSum sum, FieldTable valid, FieldTable inner, Witness witness, int threads)
        : base(FieldTable.Of(sum.Front), valid, inner, Fr.One, threads)
    {
        _sum = sum;
        _witness = witness;
    }

    public static MaskProver Create(MaskSum sum, Witness witness, int threads)
    {
        TensorInfo output = sum.Relation.Output;
        var valid = FieldTable.Zeros(output.PaddedSize);
        foreach (int cell in output.ValidCells())
        {
            valid[cell] = Fr.One;
        }

        return new MaskProver(sum, valid, Inner(sum.Relation, witness), witness, threads);
    }

    public override Fr[] Finals()
    {
        var values = new Fr[_sum.Relation.Terms.Length];
        for (int i = 0; i < values.Length; i++)
        {
            Point point = _sum.Relation.TermPoint(i, _sum.Point);
            values[i] = _witness.Tensor(_sum.Relation.Terms[i].Tensor).Evaluate(point.Coordinates, Threads);
        }

        return values;
    }

    /// <summary>Σ c_i t_i + const on the whole cube, padding included.</summary>
    private static FieldTable Inner(Affine relation, Witness witness)
    {
        TensorInfo output = relation.Output;
        var inner = FieldTable.Rent(output.PaddedSize);
        inner.Span.Fill(relation.Constant);
        foreach (AffineTerm term in relation.Terms)
        {
            IntegerTensor tensor = witness.Tensor(term.Tensor);
            var values = new Fr[tensor.Info.PaddedSize];
            tensor.ToField(values);
            Kernels.MultiplyScalar(values, values, term.Coefficient);
            int[] positions = Positions(output, tensor.Info, term.Axes);
            for (int x = 0; x < positions.Length; x++)
            {
                inner[x] += values[positions[x]];
            }
        }

        return inner;
    }

    /// <summary>For each padded cell of the output the cell of a term.</summary>
    private static int[] Positions(TensorInfo output, TensorInfo term, int[] axes)
    {
        int[] strides = RowCursor.StridesOf(output, term, axes), positions = [0];
        for (int axis = 0; axis < output.Rank; axis++)
        {
            int size = 1 << output.AxisBits[axis], stride = strides[axis];
            var next = new int[positions.Length * size];
            for (int i = 0; i < next.Length; i++)
            {
                next[i] = positions[i / size] + ((i % size) * stride);
            }

            positions = next;
        }

        return positions;
    }
}
