using Atlas.Generator.Emission.Text;
using Atlas.Generator.Pipeline;

namespace Atlas.Generator.Emission.Classes;

/// <summary>Static verification with the key that the project names: embedded, its digest pinned. Without a key that fits, it throws and says how to get one.</summary>
internal static class EmbeddedKeyWriter
{
    private const int CharactersOfALine = 120;

    public static void Write(IndentedWriter writer, EmissionContext context, NamedKey key)
    {
        string name = context.Name, parameters = PortList.Parameters(context), arguments = PortList.Arguments(context);
        const string result = "global::Atlas.Verifying.VerificationResult";
        writer.Line();
        writer.Summary("Verifies with the key that this project names.");
        ClassFile.DescribeInputs(writer, context);
        writer.Line($"public static {result} Verify({name}Proof proof, {parameters}) => Verify(proof.Bytes, {arguments});");
        writer.Line();
        writer.Summary("Verifies with the key that this project names.");
        ClassFile.DescribeInputs(writer, context);
        writer.Line($"public static {result} Verify(ReadOnlySpan<byte> proof, {parameters}) => Default.Verify(proof, {arguments}, context: default);");
        writer.Line();
        writer.Summary("The verifier with the key that this project names.");
        writer.Line("/// <exception cref=\"global::Atlas.Runtime.AtlasKeyException\">The key was missing or stale when the project was built.</exception>");
        if (key.Bytes is { } bytes)
        {
            WriteEmbedded(writer, name, bytes, key.Sha256);
        }
        else
        {
            string message = $"The project was built without a verifying key that fits {name}. Write the file that it names with {name}ProvingKey.Setup().Verifying.Save(path), then build again.";
            writer.Line($"public static {name}Verifier Default => throw new global::Atlas.Runtime.AtlasKeyException({CSharp.String(message)});");
        }
    }

    private static void WriteEmbedded(IndentedWriter writer, string name, byte[] bytes, string sha256)
    {
        writer.Line($"public static {name}Verifier Default => LazyInitializer.EnsureInitialized(ref s_default, static () =>");
        writer.Line("    Load(Convert.FromBase64String(EmbeddedKey), new() { PinnedKeyDigest = KeySha256 }));");
        writer.Line();
        writer.Line($"private static {name}Verifier? s_default;");
        writer.Line();
        writer.Summary("SHA-256 of the key: what a proof is bound to.");
        writer.Line($"public const string KeySha256 = {CSharp.String(sha256)};");
        writer.Line();
        writer.Line("private const string EmbeddedKey =");
        writer.Line("    \"\"\"");
        string base64 = Convert.ToBase64String(bytes);
        for (int at = 0; at < base64.Length; at += CharactersOfALine)
        {
            writer.Line("    " + base64.Substring(at, Math.Min(CharactersOfALine, base64.Length - at)));
        }

        writer.Line("    \"\"\";");
    }
}
