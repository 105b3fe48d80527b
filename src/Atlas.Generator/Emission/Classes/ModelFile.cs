using System.Globalization;
using Atlas.Compiler.Plan;
using Atlas.Generator.Emission.Text;

namespace Atlas.Generator.Emission.Classes;

/// <summary>X.Model.g.cs: what the model is, its typed inputs, outputs and proof.</summary>
internal static class ModelFile
{
    public static string Write(EmissionContext context)
    {
        IndentedWriter writer = ClassFile.Open(context, "what the model is, its inputs, outputs and proof");
        WriteModel(writer, context);
        writer.Line();
        OutputsClass.Write(writer, context);
        writer.Line();
        WriteProof(writer, context);
        return writer.ToString();
    }

    private static void WriteModel(IndentedWriter writer, EmissionContext context)
    {
        ProofPlan plan = context.Plan;
        writer.Summary($"The compiled model {context.Name}: digests, shapes and what a proof costs.");
        using (writer.Block($"public static class {context.Name}Model"))
        {
            Constant(writer, "Name of the model in keys and proofs.", "string", "Name", CSharp.String(plan.ModelName));
            Constant(writer, "SHA-256 of the ONNX file and its external data.", "string", "OnnxSha256", CSharp.String(context.Reference.Sha256));
            Constant(writer, "SHA-256 of the proof plan's canonical encoding: every operator, shape, scale, table and range.", "string", "PlanDigest", CSharp.String(context.PlanDigest));
            Constant(writer, "Version of the ONNX operator set.", "int", "Opset", Text(plan.Opset));
            Constant(writer, "Fraction bits of activations.", "int", "ScaleBits", Text(plan.Options.ScaleBits));
            Constant(writer, "Version of the generator.", "string", "GeneratorVersion", CSharp.String(FileHeader.GeneratorVersion));
            Constant(writer, "One-hot ones that a proof commits to: the unit of the prover's cost.", "long", "Ones", Text(plan.Cost.Ones));
            Constant(writer, "Sumcheck rounds of a proof.", "int", "SumcheckRounds", Text(plan.Cost.Rounds));
            Constant(writer, "Bytes of a proof's messages; header and outputs come on top.", "int", "ProofBytes", Text(plan.Cost.ProofBytes));
            Constant(writer, "Bytes of a verifying key, estimated.", "long", "VerifyingKeyBytes", Text(plan.Cost.VerifyingKeyBytes));
            WriteShapes(writer, context);
            writer.Line($"internal static global::Atlas.Runtime.Model.CompiledModel Compiled => global::{context.CompiledNamespace}.{context.Name}Compiled.Model;");
            writer.Line();
            WriteInputs(writer, context);
        }
    }

    private static void WriteInputs(IndentedWriter writer, EmissionContext context)
    {
        IEnumerable<string> values = PortList.Inputs(context).Select(static p => p.IsReal
            ? $"global::Atlas.Runtime.Model.Quantisation.Quantise({CSharp.String(p.Port.Name)}, {p.Identifier}, {Text(p.Tensor.ScaleBits)})"
            : $"{p.Identifier}.ToArray()");
        writer.Summary("The inputs as the statement's integers, in the model's order.");
        writer.Line($"internal static long[][] Inputs({PortList.Parameters(context)}) => [{string.Join(", ", values)}];");
    }

    private static void WriteProof(IndentedWriter writer, EmissionContext context)
    {
        writer.Summary("A proof and the outputs that it proves.");
        using (writer.Block($"public sealed partial class {context.Name}Proof"))
        {
            using (writer.Block($"internal {context.Name}Proof(byte[] bytes, {context.Name}Outputs outputs)"))
            {
                writer.Line("Bytes = bytes;");
                writer.Line("Outputs = outputs;");
            }

            writer.Line();
            writer.Summary("The proof as it is stored and sent; it holds the outputs too.");
            writer.Line("public byte[] Bytes { get; }");
            writer.Line();
            writer.Line($"public {context.Name}Outputs Outputs {{ get; }}");
        }
    }

    private static void WriteShapes(IndentedWriter writer, EmissionContext context)
    {
        foreach (PortCode port in PortList.Inputs(context).Concat(PortList.Outputs(context)))
        {
            writer.Summary($"True shape of {port.Describe()}.");
            writer.Line($"public static ReadOnlySpan<int> {ShapeName(port)} => [{port.Dimensions}];");
            writer.Line();
        }
    }

    private static string ShapeName(PortCode port) => Pipeline.Naming.PropertyOf(port.Identifier) + "Shape";

    private static void Constant(IndentedWriter writer, string summary, string type, string name, string value)
    {
        writer.Summary(summary);
        writer.Line($"public const {type} {name} = {value};");
        writer.Line();
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
