using Atlas.Generator.Emission.Text;

namespace Atlas.Generator.Emission.Classes;

/// <summary>X.Verifier.g.cs: the verifier, with the key that the project names.</summary>
internal static class VerifierFile
{
    private const string Verifying = "global::Atlas.Verifying", Result = $"{Verifying}.VerificationResult", Options = $"{Verifying}.VerifierOptions";

    public static string Write(EmissionContext context)
    {
        IndentedWriter writer = ClassFile.Open(context, "verifier");
        string name = context.Name;
        writer.Summary($"Verifies proofs of {name} under a verifying key. Needs neither weights nor the ONNX file. Thread-safe; runs on the caller's thread alone.");
        using (writer.Block($"public sealed class {name}Verifier"))
        {
            writer.Line($"private readonly {Verifying}.ModelVerifier _verifier;");
            writer.Line();
            writer.Line($"private {name}Verifier({Verifying}.ModelVerifier verifier) => _verifier = verifier;");
            writer.Line();
            writer.Summary("The key that it verifies with.");
            writer.Line("public global::Atlas.Runtime.Keys.VerifyingKey Key => _verifier.Key;");
            writer.Line();
            WriteLoad(writer, context);
            WriteInstance(writer, context);
            if (context.Key is not null)
            {
                EmbeddedKeyWriter.Write(writer, context, context.Key);
            }
        }

        return writer.ToString();
    }

    private static void WriteLoad(IndentedWriter writer, EmissionContext context)
    {
        writer.Summary("A verifier with a key that the caller vouches for: whoever makes the key defines the function that is proven.");
        writer.Line("/// <exception cref=\"global::Atlas.Runtime.AtlasKeyException\">The bytes are no key of this model, or the key comes from a reference string that is not accepted.</exception>");
        writer.Line($"public static {context.Name}Verifier Load(ReadOnlySpan<byte> verifyingKey, {Options}? options = null) =>");
        writer.Line($"    new(new {Verifying}.ModelVerifier({context.Name}Model.Compiled, global::Atlas.Runtime.Keys.VerifyingKey.Decode(verifyingKey), options));");
        writer.Line();
    }

    private static void WriteInstance(IndentedWriter writer, EmissionContext context)
    {
        string name = context.Name, parameters = PortList.Parameters(context), arguments = PortList.Arguments(context);
        writer.Summary("Verifies a proof for the given inputs. A bad proof is a rejected result, never an exception; the result holds the outputs that were proven.");
        ClassFile.DescribeInputs(writer, context);
        writer.Line("/// <exception cref=\"global::Atlas.Runtime.AtlasInputException\">An input of the caller's has another length or leaves its declared interval.</exception>");
        writer.Line($"public {Result} Verify(ReadOnlySpan<byte> proof, {parameters}, ReadOnlySpan<byte> context = default) =>");
        writer.Line($"    _verifier.Verify(proof, {name}Model.Inputs({arguments}), context);");
        writer.Line();
        writer.Line($"/// <inheritdoc cref=\"Verify(ReadOnlySpan{{byte}}, {CrefTypes(context)}, ReadOnlySpan{{byte}})\"/>");
        writer.Line($"public {Result} Verify({name}Proof proof, {parameters}, ReadOnlySpan<byte> context = default) => Verify(proof.Bytes, {arguments}, context);");
        writer.Line();
        writer.Summary("Verifies a proof and that its outputs are the expected ones.");
        ClassFile.DescribeInputs(writer, context);
        writer.Line($"public {Result} Verify(ReadOnlySpan<byte> proof, {parameters}, {name}Outputs expected, ReadOnlySpan<byte> context = default) =>");
        writer.Line($"    _verifier.Verify(proof, {name}Model.Inputs({arguments}), context, expected.ToIntegers());");
    }

    private static string CrefTypes(EmissionContext context) => string.Join(", ", PortList.Inputs(context).Select(static p => $"ReadOnlySpan{{{p.ElementType}}}"));
}
