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
        writer.Lines(Model(context));
        writer.Line();
        writer.Lines(OutputsClass.Text(context));
        writer.Line();
        writer.Lines(Proof(context.Name));
        return writer.ToString();
    }

    private static string Model(EmissionContext context)
    {
        ProofPlan plan = context.Plan;
        string name = context.Name;
        return $$"""
            /// <summary>The compiled model {{name}}: digests, shapes and what a proof costs.</summary>
            public static class {{name}}Model
            {
                /// <summary>Name of the model in keys and proofs.</summary>
                public const string Name = {{CSharp.String(plan.ModelName)}};

                /// <summary>SHA-256 of the ONNX file and its external data.</summary>
                public const string OnnxSha256 = {{CSharp.String(context.Reference.Sha256)}};

                /// <summary>SHA-256 of the proof plan's canonical encoding: every operator, shape, scale, table and range.</summary>
                public const string PlanDigest = {{CSharp.String(context.PlanDigest)}};

                /// <summary>Version of the ONNX operator set.</summary>
                public const int Opset = {{Number(plan.Opset)}};

                /// <summary>Fraction bits of activations.</summary>
                public const int ScaleBits = {{Number(plan.Options.ScaleBits)}};

                /// <summary>Version of the generator.</summary>
                public const string GeneratorVersion = {{CSharp.String(FileHeader.GeneratorVersion)}};

                /// <summary>One-hot ones that a proof commits to: the unit of the prover's cost.</summary>
                public const long Ones = {{Number(plan.Cost.Ones)}};

                /// <summary>Sumcheck rounds of a proof.</summary>
                public const int SumcheckRounds = {{Number(plan.Cost.Rounds)}};

                /// <summary>Bytes of a proof's messages; header and outputs come on top.</summary>
                public const int ProofBytes = {{Number(plan.Cost.ProofBytes)}};

                /// <summary>Bytes of a verifying key, estimated.</summary>
                public const long VerifyingKeyBytes = {{Number(plan.Cost.VerifyingKeyBytes)}};

            {{string.Join("\n\n", PortList.Inputs(context).Concat(PortList.Outputs(context)).Select(Shape))}}

                internal static global::Atlas.Runtime.Model.CompiledModel Compiled => global::{{context.CompiledNamespace}}.{{name}}Compiled.Model;

                /// <summary>The inputs as the statement's integers, in the model's order.</summary>
                internal static long[][] Inputs({{PortList.Parameters(context)}}) =>
                    [{{string.Join(", ", PortList.Inputs(context).Select(Integers))}}];
            }
            """;
    }

    private static string Proof(string name) => $$"""
        /// <summary>A proof and the outputs that it proves.</summary>
        public sealed partial class {{name}}Proof
        {
            internal {{name}}Proof(byte[] bytes, {{name}}Outputs outputs)
            {
                Bytes = bytes;
                Outputs = outputs;
            }

            /// <summary>The proof as it is stored and sent; it holds the outputs too.</summary>
            public byte[] Bytes { get; }

            public {{name}}Outputs Outputs { get; }
        }
        """;

    private static string Shape(PortCode port) => $$"""
            /// <summary>True shape of {{CSharp.Xml(port.Describe())}}.</summary>
            public static ReadOnlySpan<int> {{Pipeline.Naming.PropertyOf(port.Identifier)}}Shape => [{{port.Dimensions}}];
        """;

    private static string Integers(PortCode port) => port.IsReal
        ? $"global::Atlas.Runtime.Model.Quantisation.Quantise({CSharp.String(port.Port.Name)}, {port.Identifier}, {Number(port.Tensor.ScaleBits)})"
        : $"{port.Identifier}.ToArray()";

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
