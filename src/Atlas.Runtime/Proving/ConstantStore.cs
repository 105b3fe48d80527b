using Atlas.Runtime.Model;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Proving;

/// <summary>The integers of a model's weights, small constants and lookup tables. Filled once, then read by any number of proofs at a time.</summary>
public sealed class ConstantStore
{
    private readonly IntegerTensor?[] _tensors;

    internal ConstantStore(int tensorCount) => _tensors = new IntegerTensor?[tensorCount];

    public IntegerTensor this[TensorInfo tensor] =>
        _tensors[tensor.Id] ?? throw new InvalidOperationException($"The constant {tensor} has not been loaded.");

    /// <summary>Loads all constants of a model.</summary>
    public static ConstantStore Load(ProvableModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var store = new ConstantStore(model.Model.TensorCount);
        model.LoadConstants(store);
        return store;
    }

    /// <param name="tensor">The constant.</param>
    /// <param name="trueShapeRowMajor">Its elements without padding.</param>
    public void Set(TensorInfo tensor, ReadOnlySpan<long> trueShapeRowMajor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (trueShapeRowMajor.Length != tensor.Cells)
        {
            throw new ArgumentException($"{tensor} has {tensor.Cells} elements, {trueShapeRowMajor.Length} were given.", nameof(trueShapeRowMajor));
        }

        _tensors[tensor.Id] = new IntegerTensor(tensor, ProofStatement.Pad(tensor, trueShapeRowMajor));
    }

    internal IntegerTensor? Find(int id) => _tensors[id];
}
