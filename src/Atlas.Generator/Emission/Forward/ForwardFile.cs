using Atlas.Compiler.Plan;
using Atlas.Generator.Emission.Nodes;
using Atlas.Generator.Emission.Relations;
using Atlas.Generator.Emission.Text;

namespace Atlas.Generator.Emission.Forward;

/// <summary>X.Forward.g.cs: the integer function, node by node, and how its constants are read from the ONNX file.</summary>
internal static class ForwardFile
{
    private static readonly string[] Namespaces =
    [
        "System", "System.Globalization", "Atlas.Runtime.Fields", "Atlas.Runtime.Lookups", "Atlas.Runtime.Model", "Atlas.Runtime.Numerics",
        "Atlas.Runtime.Proving", "Atlas.Runtime.Tensors",
    ];

    public static string Write(EmissionContext context)
    {
        var writer = new IndentedWriter();
        FileHeader.Write(writer, context, "the integer function that is proven, and its constants");
        CompiledNamespace.Open(writer, context, Namespaces, RelationsFile.Classes(context));
        writer.Summary("Straight-line integer inference, and the constants from the ONNX file's bytes.");
        using (writer.Block($"internal static class {context.Name}Forward"))
        {
            writer.Line($"public static readonly ProvableModel Model = new({context.Name}Compiled.Model, Run, LoadConstants);");
            writer.Line();
            writer.Summary("Computes every tensor and writes every site's digits.");
            Statement[] nodes = [.. context.Plan.Nodes.Select(node => NodeStatement(context, node))];
            new StatementMethods("public static void Run(Witness witness)", "Run", "Witness witness", "witness", nodes).Write(writer);
            writer.Line();
            writer.Summary("Reads the constants; the files' digest is checked first.");
            Statement[] constants = [.. context.Plan.Constants.Select(constant => ConstantStatement(context, constant))];
            const string signature = "public static void LoadConstants(ConstantStore constants)";
            new StatementMethods(signature, "LoadConstants", "ConstantStore constants, OnnxBytes onnx", "constants, onnx", constants)
                .Write(writer, before => WriteLoad(before, context));
        }

        return writer.ToString();
    }

    private static void WriteLoad(IndentedWriter writer, EmissionContext context)
    {
        // Path.GetFileName of the model and the names of its external files, under the folder that the build task chose.
        string files = string.Concat(context.ExternalFiles.Select(static name => ", " + CSharp.String(name)));
        string model = CSharp.String(Path.GetFileName(context.Reference.Path));
        string folder = CSharp.String(context.Reference.Folder), name = context.Name;
        writer.Code($"OnnxBytes onnx = OnnxBytes.Load(typeof({name}Forward).Assembly, {folder}, {name}Model.OnnxSha256, {model}{files});");
    }

    private static Statement NodeStatement(EmissionContext context, PlanNode node)
    {
        NodeEmitter emitter = NodeEmitter.Of(node);
        PlanTensor output = context.Plan.Tensors[node.Output];
        return new(
            $"{output.Name}: {emitter.Describe(context, node)}, {output.Shape}, {output.Range.Bits} bits ({node.Origin})",
            $"witness.{emitter.Forward(context, node)};");
    }

    private static Statement ConstantStatement(EmissionContext context, PlanConstant constant)
    {
        PlanTensor tensor = context.Plan.Tensors[constant.Tensor];
        return new(
            $"{tensor.Name}: {tensor.Shape}, {tensor.ScaleBits} bits of scale",
            $"constants.Set({PlanNames.Tensor(tensor.Id)}, {RecipeCode.Of(constant.Recipe)});");
    }
}
