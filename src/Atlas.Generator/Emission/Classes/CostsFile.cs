using System.Globalization;
using Atlas.Compiler.Plan;
using Atlas.Generator.Emission.Text;

namespace Atlas.Generator.Emission.Classes;

/// <summary>X.Costs.g.cs: what the compiler expects each part of a proof to cost.</summary>
internal static class CostsFile
{
    public static string Write(EmissionContext context)
    {
        var writer = new IndentedWriter();
        FileHeader.Write(writer, context, "what each part of a proof is expected to cost");
        CompiledNamespace.Open(writer, context, ["Atlas.Runtime.Proving"], []);
        writer.Summary("The cost model's predictions, in the order of the proof.");
        using (writer.Block($"internal static class {context.Name}Costs"))
        {
            writer.Line("public static PredictedCost[] Predicted { get; } =");
            writer.Line("[");
            using (writer.Indent())
            {
                foreach (PredictedCost cost in context.Plan.Cost.Predicted)
                {
                    string nanoseconds = Math.Round(cost.Nanoseconds).ToString("F0", CultureInfo.InvariantCulture);
                    writer.Line($"new({CSharp.String(cost.Label)}, {CSharp.String(cost.Kind)}, {CSharp.String(NameOf(cost.Stage))}, {nanoseconds}),");
                }
            }

            writer.Line("];");
        }

        return writer.ToString();
    }

    /// <summary>The stage's name in progress reports and traces.</summary>
    private static string NameOf(ProofStage stage) => stage == ProofStage.FinalCheck ? "final check" : stage.ToString().ToLowerInvariant();
}
