namespace Atlas.Runtime.Fields;

/// <summary>
/// A commutative algebra over Fr: what an emitted polynomial needs of its arguments. Fr itself, or many elements side by side, for a prover that evaluates the polynomial on whole tables.
/// </summary>
public interface IFrAlgebra<TSelf>
    where TSelf : struct, IFrAlgebra<TSelf>
{
    static abstract TSelf operator +(in TSelf a, in TSelf b);

    static abstract TSelf operator -(in TSelf a, in TSelf b);

    static abstract TSelf operator -(in TSelf a);

    static abstract TSelf operator *(in TSelf a, in TSelf b);

    /// <summary>k·a.</summary>
    static abstract TSelf Scale(in Fr k, in TSelf a);
}
