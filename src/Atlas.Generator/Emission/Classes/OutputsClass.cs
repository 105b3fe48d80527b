using System.Globalization;
using Atlas.Generator.Emission.Text;

namespace Atlas.Generator.Emission.Classes;

/// <summary>XOutputs: the proven integers, and the reals that they stand for.</summary>
internal static class OutputsClass
{
    private const string Quantisation = "global::Atlas.Runtime.Model.Quantisation";

    public static string Text(EmissionContext context)
    {
        string name = context.Name;
        var outputs = PortList.Outputs(context);
        return $$"""
            /// <summary>The model's outputs: the integers that are proven, and the reals that they stand for.</summary>
            public sealed class {{name}}Outputs
            {
                private readonly long[][] _integers;

                private {{name}}Outputs(long[][] integers)
                {
                    _integers = integers;
            {{string.Join("\n", outputs.Select(Assignments))}}
                }

            {{string.Join("\n\n", outputs.Select(Properties))}}

                /// <summary>
                /// Outputs from their integers, in the model's order: those of a VerificationResult, or those that a caller expects.
                /// </summary>
                /// <exception cref="global::Atlas.Runtime.AtlasInputException">An output is missing or has another length.</exception>
                public static {{name}}Outputs FromIntegers(IReadOnlyList<long[]> integers) =>
                    new({{Quantisation}}.RequireOutputs({{name}}Model.Compiled, integers));

                /// <summary>The integers of all outputs, in the model's order.</summary>
                public long[][] ToIntegers() => [.. _integers];
            }
            """;
    }

    private static string Assignments(PortCode output, int index)
    {
        string integers = $"integers[{index.ToString(CultureInfo.InvariantCulture)}]";
        string scale = output.Tensor.ScaleBits.ToString(CultureInfo.InvariantCulture);
        return output.IsReal
            ? $"        {output.Identifier}Integers = {integers};\n        {output.Identifier} = {Quantisation}.Dequantise({integers}, {scale});"
            : $"        {output.Identifier} = {integers};";
    }

    private static string Properties(PortCode output)
    {
        string description = CSharp.Xml(output.Describe());
        string values = $$"""
                /// <summary>{{description}}{{(output.IsReal ? "; each is the float nearest to its integer's value" : "")}}.</summary>
                public {{output.ElementType}}[] {{output.Identifier}} { get; }
            """;
        string integers = $$"""
                /// <summary>{{description}}; real = integer·2^-{{output.Tensor.ScaleBits.ToString(CultureInfo.InvariantCulture)}}.</summary>
                public long[] {{output.Identifier}}Integers { get; }


            """;
        return output.IsReal ? integers + values : values;
    }
}
