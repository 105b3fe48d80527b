using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Logic;

/// <summary>Whether x is not a number.</summary>
internal sealed class IsNaNOperator() : PredicateOperator("IsNaN", since: 9)
{
    protected override bool Holds(NodeContext node, double value) => double.IsNaN(value);
}
