using System.Globalization;
using Atlas.Generator.Emission.Text;

namespace Atlas.Generator.Emission.Classes;

/// <summary>XOutputs: the proven integers, and the reals that they stand for.</summary>
internal static class OutputsClass
{
    public static void Write(IndentedWriter writer, EmissionContext context)
    {
        writer.Summary("The model's outputs: the integers that are proven, and the reals that they stand for.");
        using (writer.Block($"public sealed class {context.Name}Outputs"))
        {
            var outputs = PortList.Outputs(context);
            writer.Line("private readonly long[][] _integers;");
            writer.Line();
            using (writer.Block($"private {context.Name}Outputs(long[][] integers)"))
            {
                writer.Line("_integers = integers;");
                for (int i = 0; i < outputs.Length; i++)
                {
                    WriteAssignments(writer, outputs[i], i);
                }
            }

            foreach (PortCode output in outputs)
            {
                WriteProperties(writer, output);
            }

            writer.Line();
            writer.Summary("Outputs from their integers, in the model's order: those of a VerificationResult, or those that a caller expects.");
            writer.Line("/// <exception cref=\"global::Atlas.Runtime.AtlasInputException\">An output is missing or has another length.</exception>");
            writer.Line($"public static {context.Name}Outputs FromIntegers(IReadOnlyList<long[]> integers) => new(global::Atlas.Runtime.Model.Quantisation.RequireOutputs({context.Name}Model.Compiled, integers));");
            writer.Line();
            writer.Summary("The integers of all outputs, in the model's order.");
            writer.Line("public long[][] ToIntegers() => [.. _integers];");
        }
    }

    private static void WriteAssignments(IndentedWriter writer, PortCode output, int index)
    {
        string at = index.ToString(CultureInfo.InvariantCulture);
        if (output.IsReal)
        {
            writer.Line($"{output.Identifier}Integers = integers[{at}];");
            writer.Line($"{output.Identifier} = global::Atlas.Runtime.Model.Quantisation.Dequantise(integers[{at}], {output.Tensor.ScaleBits.ToString(CultureInfo.InvariantCulture)});");
        }
        else
        {
            writer.Line($"{output.Identifier} = integers[{at}];");
        }
    }

    private static void WriteProperties(IndentedWriter writer, PortCode output)
    {
        if (output.IsReal)
        {
            writer.Line();
            writer.Summary($"{output.Describe()}; real = integer·2^-{output.Tensor.ScaleBits}.");
            writer.Line($"public long[] {output.Identifier}Integers {{ get; }}");
        }

        writer.Line();
        writer.Summary($"{output.Describe()}{(output.IsReal ? "; each is the float nearest to its integer's value" : "")}.");
        writer.Line($"public {output.ElementType}[] {output.Identifier} {{ get; }}");
    }
}
