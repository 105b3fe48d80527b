using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Logic;

/// <summary>Whether x is infinite; only of the signs that <c>detect_negative</c> and <c>detect_positive</c> leave on.</summary>
internal sealed class IsInfOperator() : PredicateOperator("IsInf", since: 10, "detect_negative", "detect_positive")
{
    protected override bool Holds(NodeContext node, double value) =>
        double.IsInfinity(value) && node.Attributes.GetInt(value < 0 ? "detect_negative" : "detect_positive", 1) != 0;
}
