using System.Collections.Immutable;
using Atlas.Onnx.Operators.Elementwise;
using Atlas.Onnx.Operators.Layout;
using Atlas.Onnx.Operators.Linear;
using Atlas.Onnx.Operators.Logic;
using Atlas.Onnx.Operators.Normalization;
using Atlas.Onnx.Operators.Reduction;
using Atlas.Onnx.Operators.Shapes;

namespace Atlas.Onnx.Operators;

/// <summary>The operators that Atlas knows, in ordinal order of name.</summary>
internal static class OperatorRegistry
{
    private static readonly ImmutableSortedDictionary<string, Operator> Operators = new Operator[]
    {
        new AbsOperator(), new AddOperator(), new AndOperator(), new ArgMaxOperator(), new CastOperator(), new ClipOperator(), new ConcatOperator(),
        new ConstantOfShapeOperator(), new ConstantOperator(), new CumSumOperator(), new DivOperator(), new DropoutOperator(), new EqualOperator(),
        new ErfOperator(), new ExpOperator(), new ExpandOperator(), new FlattenOperator(), new GatherNDOperator(), new GatherOperator(),
        new GeluOperator(), new GemmOperator(), new GreaterOperator(), new GreaterOrEqualOperator(), new IdentityOperator(),
        new LayerNormalizationOperator(), new LessOperator(), new LessOrEqualOperator(), new LogOperator(), new LogSoftmaxOperator(),
        new MatMulOperator(), new MaxOperator(), new MinOperator(), new MulOperator(), new NegOperator(), new NotOperator(), new OrOperator(),
        new PowOperator(), new RangeOperator(), new ReciprocalOperator(), new ReduceMaxOperator(), new ReduceMeanOperator(), new ReduceSumOperator(),
        new ReluOperator(), new ReshapeOperator(), new RMSNormalizationOperator(), new ShapeOperator(), new SigmoidOperator(), new SizeOperator(),
        new SliceOperator(), new SoftmaxOperator(), new SplitOperator(), new SqrtOperator(), new SqueezeOperator(), new SubOperator(),
        new TanhOperator(), new TileOperator(), new TransposeOperator(), new TriluOperator(), new UnsqueezeOperator(), new WhereOperator(),
    }.ToImmutableSortedDictionary(static known => known.Name, static known => known, StringComparer.Ordinal);

    public static IEnumerable<Operator> All => Operators.Values;

    /// <summary>The operator of a node, with the node's form checked.</summary>
    /// <exception cref="AtlasModelException">The operator, its opset or the node's form is not supported.</exception>
    public static Operator Find(OnnxNode node, int opset)
    {
        if (node.Domain.Length > 0)
        {
            throw node.Error($"operator of the domain '{node.Domain}'", "export with the default domain 'ai.onnx' only");
        }

        if (!Operators.TryGetValue(node.OpType, out Operator? found))
        {
            throw node.Error($"operator '{node.OpType}' is not supported", Hint(node.OpType));
        }

        found.CheckForm(node, opset);
        return found;
    }

    /// <summary>Operators with a similar name; all where no name is similar.</summary>
    private static string Hint(string name)
    {
        string[] near = [.. Operators.Keys
            .Where(known => 2 * EditDistance.Between(known, name) <= name.Length)
            .OrderBy(known => EditDistance.Between(known, name))
            .Take(3)];
        return near.Length > 0 ? $"the nearest supported are {string.Join(", ", near)}" : $"supported are {string.Join(", ", Operators.Keys)}";
    }
}
