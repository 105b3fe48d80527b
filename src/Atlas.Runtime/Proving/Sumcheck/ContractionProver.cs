using Atlas.Runtime.Relations;
using Atlas.Runtime.Sumcheck;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Proving;

/// <summary>
/// Contractions: the letters without rounds are bound first, by one pass of integer × field products over each operand; what is left is a triple
/// product (Thaler, eprint 2013/351).
/// </summary>
internal static class ContractionProver
{
    public static TripleProver Create(ContractionSum sum, Witness witness, int threads)
    {
        Contraction relation = sum.Relation;
        string free = relation.Batch + relation.Inner;
        FieldTable left = TensorFold.Fold(witness.Tensor(relation.Left), relation.LeftLetters, free, sum.Bound, threads);
        FieldTable right = relation.IsSquare ? left : TensorFold.Fold(witness.Tensor(relation.Right), relation.RightLetters, free, sum.Bound, threads);
        return new TripleProver(FieldTable.Of(sum.Front, threads), left, right, relation.Factor, threads);
    }
}
