using Atlas.Generator.Emission.Text;
using Atlas.Generator.Pipeline;

namespace Atlas.Generator.Emission.Classes;

/// <summary>
/// Static verification with the key that the project names: embedded, its digest pinned. Without a key that fits, it throws and says how to get one.
/// </summary>
internal static class EmbeddedKey
{
    private const int CharactersOfALine = 120;
    private const string KeyException = "global::Atlas.Runtime.AtlasKeyException";

    /// <summary>Members of the verifier's class.</summary>
    public static string Members(EmissionContext context, NamedKey key)
    {
        string name = context.Name, parameters = PortList.Parameters(context), arguments = PortList.Arguments(context);
        string inputs = PortList.Documentation(context, "");
        const string result = "global::Atlas.Verifying.VerificationResult";
        return $$"""
            /// <summary>Verifies with the key that this project names.</summary>
            {{inputs}}
            public static {{result}} Verify({{name}}Proof proof, {{parameters}}) => Verify(proof.Bytes, {{arguments}});

            /// <summary>Verifies with the key that this project names.</summary>
            {{inputs}}
            public static {{result}} Verify(ReadOnlySpan<byte> proof, {{parameters}}) =>
                Default.Verify(proof, {{arguments}}, context: default);

            /// <summary>The verifier with the key that this project names.</summary>
            /// <exception cref="{{KeyException}}">The key was missing or stale when the project was built.</exception>
            {{(key.Bytes is { } bytes ? Embedded(name, bytes, key.Sha256) : Missing(name))}}
            """;
    }

    private static string Missing(string name)
    {
        string message = $"The project was built without a verifying key that fits {name}. "
            + $"Write the file that it names with {name}ProvingKey.Setup().Verifying.Save(path), then build again.";
        return $"public static {name}Verifier Default => throw new {KeyException}(\n    {CSharp.String(message)});";
    }

    private static string Embedded(string name, byte[] bytes, string sha256)
    {
        string base64 = Convert.ToBase64String(bytes);
        var lines = new List<string>();
        for (int at = 0; at < base64.Length; at += CharactersOfALine)
        {
            lines.Add("    " + base64.Substring(at, Math.Min(CharactersOfALine, base64.Length - at)));
        }

        return $$""""
            public static {{name}}Verifier Default => LazyInitializer.EnsureInitialized(
                ref s_default, static () => Load(Convert.FromBase64String(EncodedKey), new() { PinnedKeyDigest = KeySha256 }));

            private static {{name}}Verifier? s_default;

            /// <summary>SHA-256 of the key: what a proof is bound to.</summary>
            public const string KeySha256 = {{CSharp.String(sha256)}};

            // Base 64; the decoder skips line breaks.
            private const string EncodedKey =
                """
            {{string.Join("\n", lines)}}
                """;
            """";
    }
}
