using System.Collections.Immutable;
using Atlas.Onnx.Operators.Attention;
using Atlas.Onnx.Operators.Elementwise;
using Atlas.Onnx.Operators.Layout;
using Atlas.Onnx.Operators.Linear;
using Atlas.Onnx.Operators.Logic;
using Atlas.Onnx.Operators.Normalization;
using Atlas.Onnx.Operators.Quantization;
using Atlas.Onnx.Operators.Recurrent;
using Atlas.Onnx.Operators.Reduction;
using Atlas.Onnx.Operators.Shapes;
using Atlas.Onnx.Operators.Spatial;

namespace Atlas.Onnx.Operators;

/// <summary>The operators that Atlas knows, in ordinal order of name.</summary>
internal static class OperatorRegistry
{
    private static readonly ImmutableSortedDictionary<string, Operator> Operators = new Operator[]
    {
        new AbsOperator(), new AcosOperator(), new AcoshOperator(), new AddOperator(), new AndOperator(), new ArgMaxOperator(), new ArgMinOperator(),
        new AsinOperator(), new AsinhOperator(), new AtanOperator(), new AtanhOperator(), new AttentionOperator(), new AveragePoolOperator(),
        new BatchNormalizationOperator(), new BitShiftOperator(), new BitwiseAndOperator(), new BitwiseNotOperator(), new BitwiseOrOperator(),
        new BitwiseXorOperator(), new CastOperator(), new CastLikeOperator(), new CeilOperator(), new CeluOperator(), new ClipOperator(),
        new CompressOperator(), new ConcatOperator(), new ConstantOperator(), new ConstantOfShapeOperator(), new ConvOperator(),
        new ConvIntegerOperator(), new ConvTransposeOperator(), new CosOperator(), new CoshOperator(), new CumSumOperator(),
        new DepthToSpaceOperator(), new DequantizeLinearOperator(), new DivOperator(), new DropoutOperator(), new EinsumOperator(), new EluOperator(),
        new EqualOperator(), new ErfOperator(), new ExpOperator(), new ExpandOperator(), new EyeLikeOperator(), new FlattenOperator(),
        new FloorOperator(), new GatherOperator(), new GatherElementsOperator(), new GatherNDOperator(), new GeluOperator(), new GemmOperator(),
        new GlobalAveragePoolOperator(), new GlobalLpPoolOperator(), new GlobalMaxPoolOperator(), new GreaterOperator(), new GreaterOrEqualOperator(),
        new GroupNormalizationOperator(), new GRUOperator(), new HardmaxOperator(), new HardSigmoidOperator(), new HardSwishOperator(),
        new IdentityOperator(), new InstanceNormalizationOperator(), new IsInfOperator(), new IsNaNOperator(), new LayerNormalizationOperator(),
        new LeakyReluOperator(), new LessOperator(), new LessOrEqualOperator(), new LogOperator(), new LogSoftmaxOperator(),
        new LpNormalizationOperator(), new LpPoolOperator(), new LRNOperator(), new LSTMOperator(), new MatMulOperator(), new MatMulIntegerOperator(),
        new MaxOperator(), new MaxPoolOperator(), new MeanOperator(), new MinOperator(), new MishOperator(), new ModOperator(), new MulOperator(),
        new NegOperator(), new NotOperator(), new OneHotOperator(), new OrOperator(), new PadOperator(), new PowOperator(), new PReluOperator(),
        new QLinearConvOperator(), new QLinearMatMulOperator(), new QuantizeLinearOperator(), new RangeOperator(), new ReciprocalOperator(),
        new ReduceL1Operator(), new ReduceL2Operator(), new ReduceLogSumOperator(), new ReduceLogSumExpOperator(), new ReduceMaxOperator(),
        new ReduceMeanOperator(), new ReduceMinOperator(), new ReduceProdOperator(), new ReduceSumOperator(), new ReduceSumSquareOperator(),
        new ReluOperator(), new ReshapeOperator(), new ResizeOperator(), new RMSNormalizationOperator(), new RNNOperator(),
        new RotaryEmbeddingOperator(), new RoundOperator(), new ScatterElementsOperator(), new ScatterNDOperator(), new SeluOperator(),
        new ShapeOperator(), new ShrinkOperator(), new SigmoidOperator(), new SignOperator(), new SinOperator(), new SinhOperator(),
        new SizeOperator(), new SliceOperator(), new SoftmaxOperator(), new SoftplusOperator(), new SoftsignOperator(), new SpaceToDepthOperator(),
        new SplitOperator(), new SqrtOperator(), new SqueezeOperator(), new SubOperator(), new SumOperator(), new SwishOperator(), new TanOperator(),
        new TanhOperator(), new ThresholdedReluOperator(), new TileOperator(), new TopKOperator(), new TransposeOperator(), new TriluOperator(),
        new UnsqueezeOperator(), new WhereOperator(), new XorOperator(),
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
