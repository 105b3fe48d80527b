using System.Globalization;
using Atlas.Compiler.Plan;
using Atlas.Generator.Emission.Text;

namespace Atlas.Generator.Emission.Forward;

/// <summary>A constant before quantisation as a chain of Atlas.Runtime.Numerics.Weights: the compiler evaluated the same steps.</summary>
internal static class WeightCode
{
    public static string Of(WeightExpression expression) => expression switch
    {
        LoadExpression e => $"Weights.Load({File(e.ExternalFile)}, {CSharp.Integer(e.Offset)}, WeightType.{e.Type}{CSharp.Tail(e.Shape)})",
        LiteralExpression e => $"Weights.Literal({Wrap.List(e.Values.Select(CSharp.Double))}{CSharp.Tail(e.Shape)})",
        PermuteExpression e => $"{Of(e.Source)}.Permute({Join(e.Axes)})",
        ReshapeExpression e => $"{Of(e.Source)}.Reshape({Join(e.Shape)})",
        SliceExpression e => $"{Of(e.Source)}.Slice({Text(e.Axis)}, {Text(e.Start)}, {Text(e.Length)})",
        ConcatExpression e => $"Weights.Concat({Text(e.Axis)}{string.Concat(e.Parts.Select(static part => ", " + Of(part)))})",
        ScaleExpression e => $"{Of(e.Source)}.Times({CSharp.Double(e.Factor)})",
        TimesExpression e => $"{Of(e.Left)}.Times({Of(e.Right)})",
        PlusExpression e => $"{Of(e.Left)}.Plus({Of(e.Right)})",
        SumExpression e => $"{Of(e.Source)}.SumAxis({Text(e.Axis)})",
        _ => throw new NotSupportedException($"No code for {expression.GetType().Name}."),
    };

    private static string File(string? external) => external is null ? "onnx.Model" : $"onnx[{CSharp.String(external)}]";

    private static string Join(IEnumerable<int> values) => string.Join(", ", values.Select(Text));

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
