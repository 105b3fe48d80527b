using Atlas.Generator.Emission.Text;

namespace Atlas.Generator.Emission.Classes;

/// <summary>X.Verifier.g.cs: the verifier, with the key that the project names.</summary>
internal static class VerifierFile
{
    private const string Verifying = "global::Atlas.Verifying";

    public static string Write(EmissionContext context)
    {
        IndentedWriter writer = ClassFile.Open(context, "verifier");
        string name = context.Name;
        writer.Lines($$"""
            /// <summary>
            /// Verifies proofs of {{name}} under a verifying key. Needs neither weights nor the ONNX file. Thread-safe; runs on the caller's thread
            /// alone.
            /// </summary>
            """);
        using (writer.Block($"public sealed class {name}Verifier"))
        {
            writer.Lines(Members(context));
            if (context.Key is not null)
            {
                writer.Line();
                writer.Lines(EmbeddedKey.Members(context, context.Key));
            }
        }

        return writer.ToString();
    }

    private static string Members(EmissionContext context)
    {
        string name = context.Name, parameters = PortList.Parameters(context), arguments = PortList.Arguments(context);
        string inputs = PortList.Documentation(context, "");
        string result = $"{Verifying}.VerificationResult";
        string types = string.Join(", ", PortList.Inputs(context).Select(static p => $"ReadOnlySpan{{{p.ElementType}}}"));
        return $$"""
            private readonly {{Verifying}}.ModelVerifier _verifier;

            private {{name}}Verifier({{Verifying}}.ModelVerifier verifier) => _verifier = verifier;

            /// <summary>The key that it verifies with.</summary>
            public global::Atlas.Runtime.Keys.VerifyingKey Key => _verifier.Key;

            /// <summary>A verifier with a key that the caller vouches for: whoever makes the key defines the function that is proven.</summary>
            /// <exception cref="global::Atlas.Runtime.AtlasKeyException">
            /// The bytes are no key of this model, or the key comes from a reference string that is not accepted.
            /// </exception>
            public static {{name}}Verifier Load(ReadOnlySpan<byte> verifyingKey, {{Verifying}}.VerifierOptions? options = null)
            {
                var key = global::Atlas.Runtime.Keys.VerifyingKey.Decode(verifyingKey);
                return new {{name}}Verifier(new {{Verifying}}.ModelVerifier({{name}}Model.Compiled, key, options));
            }

            /// <summary>
            /// Verifies a proof for the given inputs. A bad proof is a rejected result, never an exception; the result holds the outputs that were
            /// proven.
            /// </summary>
            {{inputs}}
            /// <exception cref="global::Atlas.Runtime.AtlasInputException">
            /// An input of the caller's has another length or leaves its declared interval.
            /// </exception>
            public {{result}} Verify(ReadOnlySpan<byte> proof, {{parameters}}, ReadOnlySpan<byte> context = default) =>
                _verifier.Verify(proof, {{name}}Model.Inputs({{arguments}}), context);

            /// <inheritdoc cref="Verify(ReadOnlySpan{byte}, {{types}}, ReadOnlySpan{byte})"/>
            public {{result}} Verify({{name}}Proof proof, {{parameters}}, ReadOnlySpan<byte> context = default) =>
                Verify(proof.Bytes, {{arguments}}, context);

            /// <summary>Verifies a proof and that its outputs are the expected ones.</summary>
            {{inputs}}
            public {{result}} Verify(
                ReadOnlySpan<byte> proof, {{parameters}}, {{name}}Outputs expected, ReadOnlySpan<byte> context = default) =>
                _verifier.Verify(proof, {{name}}Model.Inputs({{arguments}}), context, expected.ToIntegers());
            """;
    }
}
