using System.Collections.Immutable;
using System.Globalization;
using Atlas.Compiler.Plan;
using Atlas.Generator.Emission.Relations;
using Atlas.Generator.Emission.Text;
using Atlas.Generator.Pipeline;

namespace Atlas.Generator.Emission.Classes;

/// <summary>An input or output of the model as generated members see it.</summary>
internal sealed record PortCode(PlanPort Port, PlanTensor Tensor, string Kind, string Identifier)
{
    public bool IsReal => Kind == "Real";

    public string ElementType => IsReal ? "float" : "long";

    public string Dimensions => string.Join(", ", Tensor.Shape.Dimensions.Select(static d => d.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Name, shape and meaning, for documentation.</summary>
    public string Describe()
    {
        string values = Kind switch
        {
            "Real" => $"reals in steps of 2^-{Tensor.ScaleBits}",
            "Index" => $"indices from {Tensor.Range.Low} to {Tensor.Range.High}; negative ones count from the end",
            "Boolean" => "0 or 1",
            _ => $"integers from {Tensor.Range.Low} to {Tensor.Range.High}",
        };
        return $"'{Port.Name}', shape [{Dimensions}], row-major; {values}";
    }
}

/// <summary>The model's inputs and outputs with their names in C#.</summary>
internal static class PortList
{
    private static readonly string[] Reserved = ["proof", "context", "progress", "cancellationToken", "expected", "key", "options", "verifyingKey"];

    public static ImmutableArray<PortCode> Inputs(EmissionContext context) => Of(context.Plan, context.Plan.Inputs, Naming.ParameterOf, Reserved);

    public static ImmutableArray<PortCode> Outputs(EmissionContext context) => Of(context.Plan, context.Plan.Outputs, Naming.PropertyOf, []);

    /// <summary>ReadOnlySpan&lt;long&gt; tokens, ReadOnlySpan&lt;float&gt; image.</summary>
    public static string Parameters(EmissionContext context) =>
        string.Join(", ", Inputs(context).Select(static p => $"ReadOnlySpan<{p.ElementType}> {p.Identifier}"));

    public static string Arguments(EmissionContext context) => string.Join(", ", Inputs(context).Select(static p => p.Identifier));

    /// <summary>Documentation of the parameters that stand for the model's inputs, one line each.</summary>
    public static string Documentation(EmissionContext context, string indent = "    ") => string.Join(
        "\n", Inputs(context).Select(p => $"{indent}/// <param name=\"{p.Identifier.TrimStart('@')}\">{CSharp.Xml(p.Describe())}.</param>"));

    private static ImmutableArray<PortCode> Of(ProofPlan plan, ImmutableArray<PlanPort> ports, Func<string, string> name, string[] reserved)
    {
        var used = new HashSet<string>(reserved, StringComparer.Ordinal);
        var result = ImmutableArray.CreateBuilder<PortCode>();
        foreach (PlanPort port in ports)
        {
            PlanTensor tensor = plan.Tensors[port.Tensor];
            string plain = name(port.Name), identifier = plain;
            for (int i = 2; !used.Add(identifier); i++)
            {
                identifier = plain + i.ToString(CultureInfo.InvariantCulture);
            }

            result.Add(new PortCode(port, tensor, CompiledModelWriter.KindOf(tensor, port), identifier));
        }

        return result.ToImmutable();
    }
}
