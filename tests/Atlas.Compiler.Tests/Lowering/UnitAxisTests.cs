using Atlas.Onnx;
using Atlas.Testing;
using static Atlas.Compiler.Tests.Lowering.Agreement;

namespace Atlas.Compiler.Tests.Lowering;

/// <summary>Axes of size 1 vanish from the plan: an operator along one of them must not take the next axis for it.</summary>
public class UnitAxisTests
{
    private const double Exact = 1e-3;

    private static OnnxModelBuilder Input(params long[] dimensions) => new OnnxModelBuilder().Input("x", ElementType.Float, dimensions);

    [Theory]
    [InlineData(8, 1)]
    [InlineData(1, 1)]
    public void Softmax_OverOneElement_IsOne(int rows, int columns) => Agree(Input(rows, columns).Node("Softmax", ["x"], ["y"], ("axis", -1)).Output("y"), Exact);

    [Theory]
    [InlineData("ReduceMean", 1)]
    [InlineData("ReduceMean", 0)]
    [InlineData("ReduceSum", 1)]
    public void Reduction_OverOneElement_IsTheElement(string reduction, int keep) =>
        Agree(Input(8, 1).Initializer("axes", [-1L]).Node(reduction, ["x", "axes"], ["y"], ("keepdims", keep)).Output("y"), Exact);

    [Theory]
    [InlineData(8)]
    [InlineData(1)]
    public void LayerNorm_OverOneElement_IsItsOffset(int rows) => Agree(
        Input(rows, 1).Initializer("gain", [3f], 1).Initializer("offset", [0.25f], 1)
            .Node("LayerNormalization", ["x", "gain", "offset"], ["y"], ("axis", -1)).Output("y"),
        Exact);

    [Fact]
    public void Gather_FromATableOfOneRow_RepeatsTheRow() => Agree(
        new OnnxModelBuilder().Input("ids", ElementType.Int64, 3).Initializer("table", Numbers(8, 2), 1, 8).Node("Gather", ["table", "ids"], ["y"]).Output("y"), Exact);

    [Fact]
    public void Gather_FromATableOfOneElement_RepeatsIt() => Agree(
        new OnnxModelBuilder().Input("ids", ElementType.Int64, 1, 3).Initializer("table", [0.75f], 1, 1).Node("Gather", ["table", "ids"], ["y"]).Output("y"), Exact);

    [Fact]
    public void Bias_OfHigherRank_RaisesTheRankOfTheSum() => Agree(
        Input(4, 8).Initializer("bias", Numbers(8, 3), 1, 1, 8).Node("Add", ["x", "bias"], ["s"]).Node("Transpose", ["s"], ["y"], ("perm", new[] { 0L, 2, 1 })).Output("y"), Exact);
}
