using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Atlas.Compiler.Plan;
using Atlas.Generator.Emission.Text;
using Atlas.Onnx;

namespace Atlas.Generator.Emission.Relations;

/// <summary>The compiled model: ports, commitments, constants, and the walk, as one object for the runtime.</summary>
internal static class CompiledModelWriter
{
    public static void Write(IndentedWriter writer, EmissionContext context)
    {
        ProofPlan plan = context.Plan;
        writer.Line();
        writer.Summary("The public part of the plan: everything that a proof is checked against.");
        using (writer.Block($"internal static class {context.Name}Compiled"))
        {
            using (writer.Block("public static readonly CompiledModel Model = new()", end: ";"))
            {
                writer.Line($"Name = {CSharp.String(plan.ModelName)},");
                writer.Line($"PlanDigest = {CSharp.String(context.PlanDigest)},");
                writer.Line($"LogWidth = {Text(plan.Commitments.LogWidth)},");
                writer.Line($"TensorCount = {Text(plan.Tensors.Length)},");
                WriteList(writer, "Inputs", plan.Inputs.Select(port => PortCode(plan, port)));
                WriteList(writer, "Outputs", plan.Outputs.Select(port => PortCode(plan, port)));
                WriteList(writer, "Sites", plan.Commitments.Sites.Select(SiteCode));
                WriteList(writer, "Polynomials", plan.Commitments.Polynomials.Select(PolynomialCode));
                WriteList(writer, "Constants", plan.Commitments.Constants.Select(SlotCode));
                writer.Line($"MessageBytes = {Text(plan.Cost.ProofBytes)},");
                writer.Line($"Ones = {Text(plan.Cost.Ones)},");
                writer.Line($"Walk = {context.Name}Walk.Run,");
            }
        }
    }

    /// <summary>What a port's integers stand for, a name of Atlas.Runtime.Model.PortKind.</summary>
    public static string KindOf(PlanTensor tensor, PlanPort port) => tensor.Kind switch
    {
        TensorKind.Index => "Index",
        TensorKind.Boolean => "Boolean",
        _ => port.ElementType is "Float" or "Double" or "Float16" or "BFloat16" ? "Real" : "Integer",
    };

    private static string PortCode(ProofPlan plan, PlanPort port)
    {
        PlanTensor tensor = plan.Tensors[port.Tensor];
        string kind = $"PortKind.{KindOf(tensor, port)}", interval = $"{Bound(tensor.Range.Low, port)}, {Bound(tensor.Range.High, port)}";
        return $"new Port({PlanNames.Tensor(tensor.Id)}, {CSharp.String(port.Name)}, {kind}, {Text(tensor.ScaleBits)}, {interval})";
    }

    private static string Bound(BigInteger value, PlanPort port) =>
        long.MinValue <= value && value <= long.MaxValue
            ? CSharp.Integer((long)value)
            : throw new AtlasModelException($"the integers of '{port.Name}' may need more than 64 bits", "use a smaller ScaleBits or WeightBits");

    private static string SiteCode(SiteRows site)
    {
        IEnumerable<string> ranges = Ranges(site.Rows).Select(static r => $", new RowRange({Text(r.Start)}, {Text(r.Count)})");
        return $"new SiteCommitment({PlanNames.Site(site.Site)}{string.Concat(ranges)})";
    }

    private static string PolynomialCode(ConstantPolynomial polynomial, int index) =>
        $"new CommittedPolynomial(\"k{Text(index)}\", {Text(polynomial.Variables)})";

    private static string SlotCode(ConstantPlacement constant) =>
        $"new ConstantSlot({PlanNames.Tensor(constant.Tensor)}, {Text(constant.Polynomial)}, {Text(constant.Prefix)})";

    /// <summary>Ascending rows as runs of consecutive ones.</summary>
    private static List<(int Start, int Count)> Ranges(ImmutableArray<int> rows)
    {
        var ranges = new List<(int Start, int Count)>();
        foreach (int row in rows)
        {
            if (ranges.Count > 0 && ranges[ranges.Count - 1] is var last && last.Start + last.Count == row)
            {
                ranges[ranges.Count - 1] = (last.Start, last.Count + 1);
            }
            else
            {
                ranges.Add((row, 1));
            }
        }

        return ranges;
    }

    private static void WriteList(IndentedWriter writer, string property, IEnumerable<string> items)
    {
        writer.Line($"{property} =");
        writer.Line("[");
        using (writer.Indent())
        {
            foreach (string item in items)
            {
                writer.Line(item + ",");
            }
        }

        writer.Line("],");
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
